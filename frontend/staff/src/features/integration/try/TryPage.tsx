import { count } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Labelled } from "../../../ui/form/Labelled";
import { TextField } from "../../../ui/form/TextField";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { DATASETS, useClientChoices, useDatasetWords } from "../data";
import styles from "../integration.module.css";
import { type Answered, call, pathOf } from "./call";
import { Samples } from "./Samples";

const FORMS = { json: "application/json", csv: "text/csv", jsonstat: "application/vnd.jsonstat+json" } as const;
const DIVIDED = ["child", "month", "sex", "age_band", "education", "kind"] as const;

/** A question asked as a client asks it, with its answer as it came; and the same in three languages. */
export function TryPage() {
  const { t } = useTranslation();
  const word = useDatasetWords();
  const clients = useClientChoices().filter((one) => one.state === "active");
  const [client, setClient] = useState<string | undefined>();
  const [secret, setSecret] = useState("");
  const [dataset, setDataset] = useState<string>("members");
  const [by, setBy] = useState<string[]>(["child"]);
  const [period, setPeriod] = useState("now");
  const [accept, setAccept] = useState<string>(FORMS.json);
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function send() {
    if (!client) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setAnswer(await call({ client_id: client, secret, dataset, by, period, accept }));
    } catch (failed) {
      setProblem(failed);
    }
    setBusy(false);
  }

  return (
    <div className={styles.try}>
      <form
        className={styles.asked}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Labelled label={t("integration:column.client")}>
          {(id) => <Select id={id} value={client} onChange={setClient} options={clients} />}
        </Labelled>
        <TextField
          label={t("integration:column.client_secret")}
          hint={t("integration:try.secret_hint")}
          secret
          autoComplete="off"
          value={secret}
          onChange={setSecret}
        />
        <Labelled label={t("integration:column.dataset")}>
          {(id) => (
            <Select
              id={id}
              value={dataset}
              onChange={setDataset}
              options={DATASETS.map((code) => ({ value: code, label: word(code) }))}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:try.by")}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              value={by}
              onChange={setBy}
              options={DIVIDED.map((code) => ({ value: code, label: t(`integration:by.${code}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:try.period")}>
          {(id) => <Input id={id} value={period} onChange={(event) => setPeriod(event.target.value)} />}
        </Labelled>
        <Labelled label={t("integration:try.form")}>
          {(id) => (
            <Select
              id={id}
              value={accept}
              onChange={setAccept}
              options={Object.entries(FORMS).map(([key, value]) => ({ value, label: t(`integration:form.${key}`) }))}
            />
          )}
        </Labelled>
        <Button
          kind="main"
          size={32}
          busy={busy}
          disabled={!client || secret.trim() === ""}
          onClick={() => void send()}
        >
          {t("integration:try.send")}
        </Button>
      </form>
      <div className={styles.answer}>
        {problem !== undefined && <ProblemStrip boxed problem={problem} />}
        <Section title={t("integration:try.request")}>
          <pre
            className={styles.code}
            translate="no"
          >{`GET ${pathOf({ dataset, by, period })}\nAccept: ${accept}`}</pre>
        </Section>
        {answer && (
          <Section
            title={t("integration:try.answer")}
            note={t("integration:try.told", { status: answer.status, ms: count(answer.ms) })}
          >
            <pre className={styles.code} translate="no">
              {answer.headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
              {"\n\n"}
              {answer.body}
            </pre>
          </Section>
        )}
        <Samples />
      </div>
    </div>
  );
}
