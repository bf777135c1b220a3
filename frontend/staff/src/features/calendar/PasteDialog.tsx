import type { ArrangementRead } from "@unionhome/client/model";
import { readWorkYear } from "@unionhome/client/work-calendar";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";

interface PasteDialogProps {
  year: number;
  onRead(read: ArrangementRead): void;
  onClose(): void;
}

/** The notice of the State Council as it was published becomes days on the page, which are kept only when that is said. */
export function PasteDialog({ year, onRead, onClose }: PasteDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");

  async function read() {
    const found = await readWorkYear({ text });
    if (found.year !== year) {
      const detail = t("calendar:paste.other", { year: found.year });
      throw { status: 409, code: "work_calendar_other_year", detail, request_id: null, errors: [], retry_after: null };
    }
    onRead(found);
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("calendar:paste.title", { year })}
      verb={t("calendar:paste.read")}
      effect={t("calendar:paste.effect")}
      ready={text.trim() !== ""}
      act={read}
      onClose={onClose}
    >
      <div style={{ marginTop: 12 }}>
        <Labelled label={t("calendar:paste.text")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={10}
              maxLength={4000}
              value={text}
              placeholder={t("calendar:paste.hint")}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
