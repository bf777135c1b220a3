import { useQuery } from "@tanstack/react-query";
import { listDictionaries } from "@unionhome/client/dictionaries";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchBox } from "../../ui/filter/SearchBox";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import styles from "./setting.module.css";

interface DictionariesProps {
  name: string | undefined;
  onPick(name: string): void;
}

/** Every enumeration with its labels and national numbers: what the screens and other systems are built on. */
export function Dictionaries({ name, onPick }: DictionariesProps) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const { data, error, refetch } = useQuery({
    queryKey: ["dictionaries", "whole"],
    queryFn: ({ signal }) => listDictionaries({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = (one: string) =>
    i18n.exists(`setting:dictionary.${one}`) ? t(`setting:dictionary.${one}` as never) : one.replaceAll("_", " ");
  const wanted = text.toLowerCase();
  const found = (data?.items ?? []).filter(
    (one) =>
      wanted === "" ||
      one.name.includes(wanted) ||
      title(one.name).includes(text) ||
      one.items.some((item) => item.zh.includes(text) || item.slug.includes(wanted)),
  );
  const shown = found.find((one) => one.name === name) ?? found[0];
  const national = shown?.items.some((item) => item.national !== null);
  return (
    <div className={styles.split}>
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      <nav className={styles.names} aria-label={t("setting:tab.dictionaries")}>
        <div className={styles.find}>
          <SearchBox wide value={text} placeholder={t("setting:dictionaries.search")} onChange={setText} />
        </div>
        <ul>
          {found.map((one) => (
            <li key={one.name}>
              <button type="button" aria-current={one === shown || undefined} onClick={() => onPick(one.name)}>
                <span className="cut">{title(one.name)}</span>
                <span className="ink-3">{one.items.length}</span>
              </button>
            </li>
          ))}
        </ul>
        {data && found.length === 0 && <p className={styles.none}>{t("setting:dictionaries.none", { text })}</p>}
      </nav>
      {shown && (
        <div className={styles.entries}>
          <h2>
            {title(shown.name)} <span className="small ink-3">{shown.name}</span>
          </h2>
          <p className="note ink-3">{t("setting:dictionaries.note")}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("setting:dictionaries.slug")}</th>
                <th scope="col">{t("setting:dictionaries.zh")}</th>
                <th scope="col">{t("setting:dictionaries.en")}</th>
                {national && <th scope="col">{t("setting:dictionaries.national")}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.items.map((item) => (
                <tr key={item.slug}>
                  <td className={styles.code}>{item.slug}</td>
                  <td>{item.zh}</td>
                  <td className="ink-2">{item.en}</td>
                  {national && <td>{item.national ?? "—"}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
