import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editAidProgram, makeAidProgram } from "@unionhome/client/aid-programs";
import type { AidProgramOut } from "@unionhome/client/model";
import { Form } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormSheet } from "../../../ui/form/FormSheet";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import styles from "../aid.module.css";
import { oneProgram, useProgramChanged } from "./data";
import { ProgramFields } from "./ProgramFields";
import { useStandards } from "./standards";
import { draftOf, type ProgramValues, valuesOf } from "./values";

const FULL_WAY = ["unit_review", "notice", "unit_confirm", "township_review", "county_review"];

/** A new programme: a draft that nobody below sees until it is opened. */
export function MakeProgramPage() {
  const { t } = useTranslation();
  const own = useScope().organization;
  const attempt = useRef(newOnceKey());
  useTabTitle(t("aid:program.make"));
  const initial: ProgramValues = {
    organization_id: { id: own.id, label: own.name },
    year: new Date().getFullYear(),
    stages: FULL_WAY,
    standards: { basis: "everybody" },
    caps_stop: true,
    notice_days: 5,
  };
  return (
    <Sheet
      title={t("aid:program.make")}
      verb={t("aid:program.save_draft")}
      note={t("aid:program.draft_note")}
      draft="program.new"
      initial={initial}
      send={async (values, keys) => {
        const made = await makeAidProgram(draftOf(values, keys), { idempotencyKey: attempt.current });
        attempt.current = newOnceKey();
        return made;
      }}
    />
  );
}

export function EditProgramPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/aid/programs/$id/edit" });
  const tab = useTab();
  const program = useQuery(oneProgram(id));
  useTabTitle(program.data && t("aid:program.edit_of", { name: program.data.name }));
  if (program.error && !program.data)
    return <ProblemPage problem={program.error} onRetry={() => void program.refetch()} onClose={tab.close} />;
  return program.data ? <Edit key={id} program={program.data} /> : null;
}

function Edit({ program }: { program: AidProgramOut }) {
  const { t } = useTranslation();
  // A refetch while somebody types must not change the version that their form names.
  const opened = useRef(program).current;
  return (
    <Sheet
      title={t("aid:program.edit_of", { name: opened.name })}
      verb={t("aid:form.save")}
      draft={`program.${opened.id}`}
      initial={valuesOf(opened)}
      frozen={opened.cases > 0}
      send={(values, keys) => editAidProgram(opened.id, draftOf(values, keys), ifMatch(opened))}
    />
  );
}

interface SheetProps {
  title: string;
  verb: string;
  note?: string;
  draft: string;
  initial: ProgramValues;
  frozen?: boolean;
  send(values: ProgramValues, keys: readonly string[]): Promise<AidProgramOut>;
}

function Sheet({ title, verb, note, draft, initial, frozen, send }: SheetProps) {
  const tab = useTab();
  const go = useNavigate();
  const changed = useProgramChanged();
  const began = useRef(initial).current;
  const [form] = Form.useForm<ProgramValues>();
  const keys = useStandards(Form.useWatch(["standards", "basis"], form)).map((one) => one.key);
  return (
    <div className={styles.page}>
      <PageHead title={title} />
      <FormSheet<ProgramValues>
        id="program"
        form={form}
        initial={began}
        verb={verb}
        note={note}
        draft={draft}
        onCancel={tab.close}
        onSubmit={async () => {
          // What stands in the fields that are hidden now is sent too: the whole programme is put.
          const saved = await send({ ...began, ...form.getFieldsValue(true) }, keys);
          changed(saved);
          return () => void go({ to: "/aid/programs/$id", params: { id: saved.id }, replace: true });
        }}
      >
        <ProgramFields frozen={frozen} />
      </FormSheet>
    </div>
  );
}
