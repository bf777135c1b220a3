import { clock, date, moment, today } from "@unionhome/words";
import { Form, type FormInstance } from "antd";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { useKey } from "../keys/keys";
import { useTab } from "../page/tab";
import { ProblemStrip } from "../problem/ProblemStrip";
import { asProblem } from "../problem/problem";
import { ErrorSummary, type FieldFault } from "./ErrorSummary";
import styles from "./FormSheet.module.css";
import { fieldOf } from "./pointers";
import { useDraft } from "./useDraft";

export interface FormSheetProps<T extends object> {
  /** Unique on the page: begins the ids of its fields, with the work tab after it. */
  id: string;
  initial: Partial<T>;
  /**
   * Rejects with the server's problem; its `errors` find their fields by pointer. A function that it resolves
   * to is called once the draft is gone: where to go next. (Leaving earlier would keep the draft of what has been sent.)
   */
  onSubmit(values: T): Promise<unknown>;
  /** The verb: 登记, 保存. */
  verb: string;
  onCancel?: () => void;
  /** Under this key what is typed is kept until it is sent. */
  draft?: string;
  /** Fields that are never written to a draft. */
  undrafted?: readonly (keyof T)[];
  /** What of the values a draft may hold, where it is not whole fields that must stay out. */
  drafted?(values: T): T;
  /** `<FormSection>`s with `<FormField>`s. */
  children: ReactNode;
  form?: FormInstance<T>;
  /** Left of the buttons: what the step means. */
  note?: ReactNode;
}

/** A dense form in two columns with its errors on top, a kept draft, and the verb always in sight. Ctrl+S sends. */
export function FormSheet<T extends object>(props: FormSheetProps<T>) {
  const { initial, onSubmit, verb, onCancel, draft: draftKey, undrafted = [], drafted, children, note } = props;
  const { t } = useTranslation();
  const [own] = Form.useForm<T>();
  const form = props.form ?? own;
  // Forms of hidden work tabs stay in the document: a label must not find the field of another one.
  const id = `${props.id}-${useTab().id}`;
  const summary = useRef<HTMLDivElement>(null);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const keepable = useRef(drafted).current;
  const read = useCallback(() => {
    const values = form.getFieldsValue(true) as T;
    return keepable ? keepable(values) : values;
  }, [form, keepable]);
  const never = useRef(undrafted).current;
  const draft = useDraft<T>(draftKey, read, never);

  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);
  useKey("mod+s", verb, () => form.submit(), { inFields: true });

  async function send(values: T) {
    setBusy(true);
    setProblem(undefined);
    setFaults([]);
    try {
      const leave = await onSubmit(values);
      await draft.forget();
      if (typeof leave === "function") leave();
    } catch (error) {
      setProblem(error);
      const errors = asProblem(error)?.errors ?? [];
      form.setFields(errors.map(({ pointer, detail }) => ({ name: fieldOf(pointer), errors: [detail] })) as never);
      setFaults(errors.map(({ pointer, detail }) => ({ name: fieldOf(pointer), words: detail })));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form<T>
      name={id}
      form={form}
      layout="vertical"
      className={styles.form}
      initialValues={initial}
      requiredMark={false}
      validateTrigger="onBlur"
      onValuesChange={draft.touched}
      onFinish={send}
      onFinishFailed={({ errorFields }) =>
        setFaults(
          errorFields.map(({ name, errors }) => ({ name: name as (string | number)[], words: errors[0] ?? "" })),
        )
      }
    >
      <div className={styles.body}>
        <ErrorSummary ref={summary} form={id} faults={faults} />
        {problem !== undefined && faults.length === 0 && (
          <ProblemStrip boxed problem={problem} lead={t("ui:form.not_saved")} />
        )}
        {draft.found.map((copy) => (
          <p key={copy.by} className={styles.found} role="status">
            {t("ui:form.found", { time: recently(copy.saved_at) })}
            <Button
              kind="text"
              onClick={() => {
                form.setFieldsValue(copy.value as never);
                draft.taken(copy);
              }}
            >
              {t("ui:form.take")}
            </Button>
            <Button kind="text" destructive onClick={() => void draft.discard(copy)}>
              {t("ui:form.drop")}
            </Button>
          </p>
        ))}
        {children}
      </div>
      <footer className={styles.foot}>
        <span className={styles.note}>
          {draft.savedAt ? t("ui:form.kept", { time: clock(draft.savedAt) }) : note}
          {draft.elsewhere && <b className={styles.elsewhere}>{t("ui:form.elsewhere")}</b>}
        </span>
        {onCancel && (
          <Button size={32} onClick={onCancel}>
            {t("ui:form.cancel")}
          </Button>
        )}
        <Button size={32} kind="main" type="submit" busy={busy}>
          {verb}
        </Button>
      </footer>
    </Form>
  );
}

/** The hour will do for a draft of today; an older one needs its date. */
const recently = (instant: string): string => (date(instant) === today(Date.now()) ? clock(instant) : moment(instant));
