import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { beginAidCase } from "@unionhome/client/aid-cases";
import type { HouseholdOut } from "@unionhome/client/model";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { newOnceKey } from "../../../ui/page/once";
import { acceptingPrograms } from "../programs/data";
import { useCaseChanged } from "./data";

/** From the file of a household to a case in one click: the programme is all that is asked. */
export function BeginDialog({ household, onClose }: { household: HouseholdOut; onClose(): void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useCaseChanged();
  const [once] = useState(newOnceKey);
  const { data } = useQuery(acceptingPrograms);
  // Categories that a programme does not take are not offered; what else keeps a case back is said by the case.
  const fitting = (data?.items ?? []).filter(
    (one) =>
      !["model_workers", "retired", "on_duty"].includes(one.kind) &&
      household.category !== null &&
      (one.categories.length === 0 || one.categories.some((category) => category === household.category)),
  );
  const [picked, setPicked] = useState<string>();
  const program = picked ?? fitting[0]?.id;
  return (
    <ConfirmAct
      kind="plain"
      title={t("aid:case.begin_for", { name: household.name })}
      verb={t("aid:case.begin")}
      effect={fitting.length > 0 ? t("aid:case.begin_effect") : t("aid:case.no_programs")}
      ready={program !== undefined}
      act={async () => {
        const made = await beginAidCase(
          { program_id: program ?? "", household_id: household.id },
          { idempotencyKey: once },
        );
        changed(made);
        void go({ to: "/aid/cases/$id", params: { id: made.id } });
      }}
      onClose={onClose}
    >
      {fitting.length > 0 && (
        <Labelled label={t("aid:case.column.program")}>
          {(id) => (
            <Select
              id={id}
              style={{ width: "100%" }}
              value={program}
              options={fitting.map((one) => ({ value: one.id, label: one.name }))}
              onChange={setPicked}
            />
          )}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
