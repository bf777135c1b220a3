import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { NoticeColumn } from "@unionhome/client/model";
import { previewNotice, publishNotice } from "@unionhome/client/notices";
import { count } from "@unionhome/words";
import { Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { TOUCHED } from "../data";
import styles from "../notice.module.css";
import { lastDay } from "./days";
import { Paper } from "./Paper";

const ALL: NoticeColumn[] = ["name", "unit", "category", "amount", "members", "reason"];
const USUAL: NoticeColumn[] = ["name", "unit", "category", "amount"];

interface MakingProps {
  ids: readonly string[];
  onClose(): void;
}

/** Columns at the left, exactly what will go out at the right; then it is published. */
export function Making({ ids, onClose }: MakingProps) {
  const { t } = useTranslation();
  const titles = useDictionary("notice_column");
  const go = useNavigate();
  const queries = useQueryClient();
  const [columns, setColumns] = useState<readonly NoticeColumn[]>(USUAL);
  const [place, setPlace] = useState("");
  const [typed, setTyped] = useState<string>();
  const [phone, setPhone] = useState("");
  const [asking, setAsking] = useState(false);
  const once = useOnce();
  const preview = useQuery({
    queryKey: ["notice-preview", ids, columns],
    queryFn: ({ signal }) => previewNotice({ case_ids: [...ids], columns: [...columns] }, { signal }),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const shown = preview.data;
  const receiver = typed ?? shown?.receiver ?? "";
  const ready = shown && !preview.error && place.trim() && receiver.trim() && phone.trim();
  const turn = (column: NoticeColumn) =>
    setColumns(ALL.filter((one) => (one === column ? !columns.includes(one) : columns.includes(one))));

  async function act() {
    const asked = {
      case_ids: [...ids],
      columns: [...columns],
      shown_at: place,
      receiver,
      receiver_phone: phone,
    };
    const made = await once((options) => publishNotice(asked, options));
    await Promise.all(TOUCHED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    void go({ to: "/aid/notices/$id", params: { id: made.id } });
  }

  return (
    <div className={styles.page}>
      <PageHead
        title={t("notice:make.title")}
        note={shown && t("notice:make.note", { program: shown.program_name, n: count(shown.rows.length) })}
      >
        <Button onClick={onClose}>{t("notice:make.back")}</Button>
        <Button kind="seal" disabled={!ready} onClick={() => setAsking(true)}>
          {t("notice:make.publish")}
        </Button>
      </PageHead>
      {preview.error && <ProblemStrip problem={preview.error} onRetry={() => void preview.refetch()} />}
      <div className={styles.making}>
        <section className={styles.choices}>
          <h2>{t("notice:make.columns")}</h2>
          {ALL.map((column) => (
            <Checkbox
              key={column}
              checked={columns.includes(column)}
              disabled={column === "name"}
              onChange={() => turn(column)}
            >
              {titles.label(column)}
            </Checkbox>
          ))}
          <p className="small ink-3">{t("notice:make.never")}</p>
          <Labelled label={t("notice:make.place")}>
            {(id) => (
              <Input
                id={id}
                value={place}
                maxLength={100}
                placeholder={t("notice:make.place_hint")}
                onChange={(event) => setPlace(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t("notice:make.receiver")}>
            {(id) => (
              <Input id={id} value={receiver} maxLength={60} onChange={(event) => setTyped(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t("notice:make.phone")}>
            {(id) => (
              <Input
                id={id}
                value={phone}
                maxLength={40}
                placeholder="0738-8312345"
                onChange={(event) => setPhone(event.target.value)}
              />
            )}
          </Labelled>
          {shown && (
            <p className={styles.until}>{t("notice:make.until", { days: shown.days, day: lastDay(shown.ends_at) })}</p>
          )}
        </section>
        <div className={styles.desk}>{shown && <Paper shown={shown} />}</div>
      </div>
      {asking && shown && (
        <ConfirmAct
          kind="seal"
          title={t("notice:make.ask", { n: count(shown.rows.length) })}
          verb={t("notice:make.publish")}
          effect={t("notice:make.effect", {
            columns: columns.map((column) => titles.label(column)).join(t("notice:and")),
            day: lastDay(shown.ends_at),
          })}
          eager
          act={act}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
