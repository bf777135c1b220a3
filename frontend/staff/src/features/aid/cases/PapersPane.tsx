import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getHouseholdPaper } from "@unionhome/client/households";
import type { AidCaseOut, HouseholdOut, PaperKind, PaperOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useObjectUrl } from "../../../ui/page/useObjectUrl";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Scroll } from "../../../ui/scroll/Scroll";
import { HOUSEHOLDS, MEDICAL } from "../data";
import { Requests } from "../request/Requests";
import styles from "./cases.module.css";

const paperContent = (household: string, paper: string, wanted: boolean) =>
  queryOptions({
    queryKey: [HOUSEHOLDS, "paper", paper],
    queryFn: async ({ signal }) => (await getHouseholdPaper(household, paper, { signal })) as unknown as Blob,
    enabled: wanted,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

interface PapersPaneProps {
  row: AidCaseOut;
  household: HouseholdOut;
  /** What stands in the file has changed. */
  onChanged(): void;
}

/** The papers of the household file, numbered; what the programme asks for and is not there stands in red. */
export function PapersPane({ row, household, onChanged }: PapersPaneProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const [picked, setPicked] = useState<string | null>(household.papers[0]?.id ?? null);
  const paper = household.papers.find((one) => one.id === picked);
  return (
    <div className={styles.papers}>
      <div className={styles.asking}>
        <Requests
          household={household}
          caseId={row.id}
          missing={row.missing_papers as PaperKind[]}
          onChanged={onChanged}
        />
      </div>
      <ol className={styles.thumbs} aria-label={t("aid:tab.papers")}>
        {household.papers.map((one, place) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.thumb}
              aria-current={one.id === picked}
              onClick={() => setPicked(one.id)}
            >
              <span>{place + 1}</span>
              <span>{kinds.label(one.kind)}</span>
            </button>
          </li>
        ))}
        {row.missing_papers.map((kind) => (
          <li key={kind} className={styles.missing}>
            {t("aid:case.papers.missing", { kind: kinds.label(kind) })}
          </li>
        ))}
        {row.missing_papers.length > 0 && row.program.papers_place && (
          <li className={styles.where}>{t("aid:case.papers.where", whereOf(row.program))}</li>
        )}
      </ol>
      <Scroll className={styles.sheet} label={t("aid:case.papers.title")}>
        {paper ? (
          <Shown key={paper.id} household={household.id} paper={paper} name={kinds.label(paper.kind)} />
        ) : (
          <p className="ink-3">
            {t("aid:case.papers.none")}{" "}
            <Link to="/households/$id" params={{ id: household.id }} style={{ textDecoration: "underline" }}>
              {t("aid:case.papers.go")}
            </Link>
          </p>
        )}
      </Scroll>
    </div>
  );
}

/** Until when, where and with whom papers are handed in (AID-10). */
const whereOf = ({ closes_at, papers_place, papers_room, papers_phone }: AidCaseOut["program"]) => ({
  until: closes_at ? moment(closes_at) : "—",
  place: [papers_place, papers_room, papers_phone].filter(Boolean).join(" "),
});

function Shown({ household, paper, name }: { household: string; paper: PaperOut; name: string }) {
  const { t } = useTranslation();
  const covered = MEDICAL.includes(paper.kind);
  const [asked, setAsked] = useState(!covered);
  const { data, error, refetch } = useQuery(paperContent(household, paper.id, asked));
  const url = useObjectUrl(data);
  return (
    <>
      <p className="small ink-2">
        <b>{name}</b> {paper.added_by_name} {moment(paper.added_at)}
      </p>
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {!asked && (
        <p>
          <Button icon="eye" onClick={() => setAsked(true)}>
            {t("aid:case.papers.uncover")}
          </Button>{" "}
          <span className="small ink-3">{t("aid:case.papers.covered")}</span>
        </p>
      )}
      {url && <img src={url} alt={`${name} ${paper.name}`} />}
    </>
  );
}
