import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { deleteLine, getLine } from "@unionhome/client/lines";
import type { LineItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { Steps } from "../../ui/status/Steps";
import { Drawer } from "../../ui/table/Drawer";
import { LineDialog } from "./LineDialog";
import { MoveDialog } from "./MoveDialog";

interface LineDrawerProps {
  id: string;
  lines: readonly LineItem[];
  onClose(): void;
}

/** One line: who leads it, what hangs on it, and what may be done. */
export function LineDrawer({ id, lines, onClose }: LineDrawerProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [step, setStep] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ["lines", "one", id],
    queryFn: ({ signal }) => getLine(id, { signal }),
  });
  const parent = lines.find((line) => line.id === data?.parent_id);
  const close = () => setStep(null);
  return (
    <Drawer
      title={data?.name ?? ""}
      onClose={onClose}
      foot={
        data &&
        (data.steps.some((one) => one.allowed) ? (
          <Steps steps={data.steps} main="" destructive={["delete"]} onStep={(one) => setStep(one.step)} />
        ) : (
          <p className="note ink-3">{data.steps[0]?.reason}</p>
        ))
      }
    >
      {error && <ProblemStrip boxed problem={error} />}
      {data && (
        <DescriptionList>
          <Field label={t("line:field.parent_id")}>{parent?.name ?? t("line:top")}</Field>
          <Field label={t("line:field.organization_id")}>
            {data.organization_id && data.organization_name ? (
              <Link to="/organizations/$id" params={{ id: data.organization_id }}>
                {data.organization_name}
              </Link>
            ) : (
              data.organization_id && t("line:elsewhere")
            )}
          </Field>
          <Field label={t("line:column.children")}>{count(data.children)}</Field>
          <Field label={t("line:column.unions")} note={t("line:in_scope")}>
            <Link to="/organizations" search={{ line: data.id }}>
              {count(data.unions)}
            </Link>
          </Field>
          <Field label={t("line:column.members")}>{count(data.members)}</Field>
        </DescriptionList>
      )}
      {data && step === "edit" && <LineDialog line={data} lines={lines} onClose={close} />}
      {data && step === "move" && <MoveDialog line={data} lines={lines} onClose={close} />}
      {data && step === "delete" && (
        <ConfirmAct
          title={t("line:remove.title", { name: data.name })}
          verb={t("line:remove.verb")}
          effect={t("line:remove.effect")}
          act={async () => {
            await deleteLine(data.id, ifMatch(data));
            onClose();
            void queries.invalidateQueries({ queryKey: ["lines"] });
          }}
          onClose={close}
        />
      )}
    </Drawer>
  );
}
