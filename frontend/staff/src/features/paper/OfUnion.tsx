import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess, useScope } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { completenessOf } from "./data";
import { FileDialog } from "./FileDialog";
import { Marks } from "./Marks";

/** The cabinet of a union on its page: who keeps it, and what of this year is in it. */
export function OfUnion({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { year } = useScope();
  const [filing, setFiling] = useState(false);
  const found = useQuery({ ...completenessOf(id, year), enabled: may.seePapers }).data;
  if (!found) return null;
  const union = { id, label: found.organization_name };
  return (
    <Section
      title={t("paper:cabinet")}
      note={t("paper:year", { year })}
      more={
        <>
          {may.editPapers && (
            <>
              <Button kind="text" icon="plus" onClick={() => setFiling(true)}>
                {t("paper:file.verb")}
              </Button>{" "}
            </>
          )}
          <Link className="small" to="/papers" search={{ organization_id: id }}>
            {t("paper:all")}
          </Link>
        </>
      }
    >
      <Marks id={id} name={found.organization_name} own={found.own} year={year} />
      {filing && <FileDialog union={union} onClose={() => setFiling(false)} />}
    </Section>
  );
}
