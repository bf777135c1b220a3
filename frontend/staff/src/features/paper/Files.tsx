import { queryOptions, useQuery } from "@tanstack/react-query";
import type { UnionPaperFileOut, UnionPaperOut } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { save } from "../../ui/export/exports";
import { Icon } from "../../ui/icon/Icon";
import { useObjectUrl } from "../../ui/page/useObjectUrl";
import { PictureViewer } from "../../ui/picture/PictureViewer";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { contentOf, isPicture, PAPERS, sizeOf } from "./data";
import styles from "./paper.module.css";

const pictureOf = (paper: UnionPaperOut, file: UnionPaperFileOut) =>
  queryOptions({
    queryKey: [PAPERS, "content", file.id],
    queryFn: ({ signal }) => contentOf(paper.id, file.id, signal),
    // Opening a roster is on record: it is fetched when somebody says so, and not to draw it small.
    enabled: !paper.recorded,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Pictures small, to be looked at; documents by name, to be saved. */
export function Files({ paper }: { paper: UnionPaperOut }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const pictures = paper.files.filter(isPicture);
  const documents = paper.files.filter((file) => !isPicture(file));

  async function take(file: UnionPaperFileOut) {
    setProblem(undefined);
    try {
      save(await contentOf(paper.id, file.id), file.name);
    } catch (error) {
      setProblem(error);
    }
  }

  if (paper.state === "withdrawn") return <p className="ink-2">{t("paper:withdraw.files")}</p>;
  return (
    <>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {paper.recorded && <p className="small ink-3">{t("paper:recorded")}</p>}
      {documents.length > 0 && (
        <ul className={styles.documents}>
          {documents.map((file) => (
            <li key={file.id}>
              <Icon name="rows" size={16} />
              <span title={file.name}>{file.name}</span>
              <span className="ink-3">{sizeOf(file.size)}</span>
              <code className="ink-3" title={`SHA-256 ${file.sha256}`}>
                {file.sha256.slice(0, 12)}
              </code>
              <Button kind="text" icon="export" onClick={() => void take(file)}>
                {t("paper:save")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {pictures.length > 0 && (
        <ul className={styles.pictures}>
          {pictures.map((file) => (
            <li key={file.id}>
              <button type="button" onClick={() => setShown(file.id)} title={`SHA-256 ${file.sha256}`}>
                <Small paper={paper} file={file} />
                <span>{file.name}</span>
                <span className="ink-3">{sizeOf(file.size)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown && (
        <PictureViewer
          first={shown}
          pictures={pictures.map((file) => ({
            key: file.id,
            title: `${paper.title} ${file.name}`,
            name: file.name,
            covered: paper.recorded && file.id !== shown,
            load: () => contentOf(paper.id, file.id),
          }))}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

function Small({ paper, file }: { paper: UnionPaperOut; file: UnionPaperFileOut }) {
  const url = useObjectUrl(useQuery(pictureOf(paper, file)).data);
  return url ? (
    <img src={url} alt="" />
  ) : (
    <span className={styles.covered}>
      <Icon name="eye" size={20} />
    </span>
  );
}
