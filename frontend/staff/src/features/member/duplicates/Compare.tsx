import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { mergeMembers } from "@unionhome/client/members";
import type { MemberOut } from "@unionhome/client/model";
import { date, inFours, MISSING } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Status } from "../../../ui/status/Status";
import { useFieldWords } from "../one/fields";
import { markOf } from "../words";
import styles from "./duplicates.module.css";

/** In the order of the form; the last four are sealed and compared by their masks. */
const FIELDS = [
  ...["id_number", "phone", "nation", "education", "politics", "marriage", "native_place", "hukou_kind", "hukou_place"],
  ...["residence", "kind", "employment_form", "new_employment", "employer_id", "post", "title", "skill_level"],
  ...["work_started_on", "joined_on", "migrant", "dispatched", "hardship", "model_worker", "bank_card", "notes"],
];
const SEALED = ["id_number", "phone", "residence", "bank_card"];
const CURRENT = ["active", "transfer_out_pending", "retained"];

interface CompareProps {
  one: MemberOut;
  other: MemberOut;
  /** With the file that is no more. */
  onDone(gone: string): void;
}

/** The file that stays, and for every field that differs the file it is taken from. */
export function Compare({ one, other, onDone }: CompareProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const [stays, setStays] = useState(CURRENT.includes(other.status) && !CURRENT.includes(one.status) ? other : one);
  const [taken, setTaken] = useState<Record<string, string>>({});
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState(false);
  const goes = stays === one ? other : one;
  const files = [one, other];

  const shownOf = (file: MemberOut, field: string): string => {
    const record = file as unknown as Record<string, unknown>;
    if (SEALED.includes(field)) return String(record[`${field}_masked`] ?? MISSING);
    if (field === "employer_id") return file.employer?.name ?? MISSING;
    return words.value(field, record[field]);
  };
  const differs = (field: string) => shownOf(one, field) !== shownOf(other, field);
  /** Where nothing was picked: the file that stays, or the other where that one knows nothing. */
  const sourceOf = (field: string): string =>
    taken[field] ?? (shownOf(stays, field) === MISSING && shownOf(goes, field) !== MISSING ? goes.id : stays.id);
  const shown = FIELDS.filter((field) => all || differs(field));

  async function merge() {
    const take = Object.fromEntries(FIELDS.filter(differs).map((field) => [field, sourceOf(field)]));
    // A number without its kind of document would be read as another kind.
    if (take.id_number) take.id_kind = take.id_number;
    await mergeMembers(stays.id, { duplicate_id: goes.id, take }, ifMatch(stays));
    setAsking(false);
    onDone(goes.id);
  }

  return (
    <>
      <table className={styles.compare}>
        <thead>
          <tr>
            <th />
            {files.map((file) => (
              <th key={file.id} scope="col">
                <Link to="/members/$id" params={{ id: file.id }}>
                  <b translate="no">{file.name}</b>
                </Link>
                <Status mark={markOf(file.status)}>{words.value("status", file.status)}</Status>
                <label>
                  <input type="radio" name="stays" checked={stays === file} onChange={() => setStays(file)} />
                  {t("member:duplicate.stays")}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.name("organization_id")}</th>
            {files.map((file) => (
              <td key={file.id}>{file.organization.name}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.name("number")}</th>
            {files.map((file) => (
              <td key={file.id}>{inFours(file.number)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.name("updated_at")}</th>
            {files.map((file) => (
              <td key={file.id}>{date(file.updated_at)}</td>
            ))}
          </tr>
          {shown.map((field) => (
            <tr key={field} data-differs={differs(field) || undefined}>
              <th scope="row">{words.name(field)}</th>
              {files.map((file) => (
                <td key={file.id}>
                  {differs(field) ? (
                    <label>
                      <input
                        type="radio"
                        name={field}
                        checked={sourceOf(field) === file.id}
                        onChange={() => setTaken({ ...taken, [field]: file.id })}
                      />
                      {shownOf(file, field)}
                    </label>
                  ) : (
                    <span className="ink-3">{shownOf(file, field)}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.foot}>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          {t("member:duplicate.all_fields")}
        </label>
        <Button kind="main" size={32} onClick={() => setAsking(true)}>
          {t("member:duplicate.verb")}
        </Button>
      </p>
      {asking && (
        <ConfirmAct
          title={t("member:duplicate.title", { name: one.name })}
          verb={t("member:duplicate.verb")}
          effect={t("member:duplicate.effect", { stays: nameOf(stays), goes: nameOf(goes) })}
          act={merge}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** What tells one file from the other: the number, else where it stands. */
const nameOf = (file: MemberOut): string => (file.number ? inFours(file.number) : file.organization.name);
