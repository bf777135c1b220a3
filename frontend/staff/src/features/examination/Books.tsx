import { useMutation } from "@tanstack/react-query";
import { checkBooks } from "@unionhome/client/examinations";
import { count, moment } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Scroll } from "../../ui/scroll/Scroll";
import { Status } from "../../ui/status/Status";
import styles from "./examination.module.css";

/** The books held against everything else, at the press of a button. */
export function Books({ head }: { head: ReactNode }) {
  const { t } = useTranslation();
  const check = useMutation({ mutationFn: () => checkBooks() });
  const found = check.data;
  return (
    <div className={styles.page}>
      {head}
      <Scroll className={styles.main} label={t("examination:view.books")}>
        <p>
          <Button kind="main" busy={check.isPending} onClick={() => check.mutate()}>
            {t("examination:books.verb")}
          </Button>{" "}
          <span className="ink-3">{t("examination:books.about")}</span>
        </p>
        {check.error && <ProblemStrip boxed problem={check.error} />}
        {found && (
          <>
            <p role="status">
              {t(found.breaches.length > 0 ? "examination:books.broken" : "examination:books.sound", {
                at: moment(found.checked_at),
              })}
            </p>
            <table className={styles.sheet}>
              <thead>
                <tr>
                  <th scope="col">{t("examination:books.rule")}</th>
                  <th scope="col">{t("examination:books.result")}</th>
                </tr>
              </thead>
              <tbody>
                {found.items.map((each) => (
                  <tr key={each.invariant}>
                    <td>
                      {each.invariant.toUpperCase()} {each.label}
                    </td>
                    <td>
                      <Status mark={each.breaches > 0 ? "due" : "done"}>
                        {each.breaches > 0
                          ? t("examination:books.breaches", { n: count(each.breaches) })
                          : t("examination:books.holds")}
                      </Status>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {found.breaches.length > 0 && (
              <table className={styles.sheet}>
                <thead>
                  <tr>
                    <th scope="col">{t("examination:books.rule")}</th>
                    <th scope="col">{t("examination:books.where")}</th>
                    <th scope="col">{t("examination:books.what")}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.breaches.map((each) => (
                    <tr key={`${each.rule} ${each.id} ${each.what}`}>
                      <td>{each.invariant.toUpperCase()}</td>
                      <td>
                        <code>{each.id ?? "—"}</code>
                      </td>
                      <td>{each.what || each.rule}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Scroll>
    </div>
  );
}
