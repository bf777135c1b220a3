import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Dialog } from "../dialog/Dialog";
import { save } from "../export/exports";
import { useObjectUrl } from "../page/useObjectUrl";
import { ProblemStrip } from "../problem/ProblemStrip";
import styles from "./PictureViewer.module.css";

export interface Picture {
  key: string;
  title: string;
  /** Who added it and when. */
  note?: ReactNode;
  /** The name of the file when it is saved; without it the title. */
  name?: string;
  /** Opening it is on record: it is fetched only when the reader says so. */
  covered?: boolean;
  load(): Promise<unknown>;
}

export interface PictureViewerProps {
  pictures: readonly Picture[];
  /** The key of the one that is opened. */
  first?: string;
  onClose(): void;
}

/** Times of the picture's own size; null fits it into the frame. */
const ZOOMS = [0.5, 1, 1.5, 2, 3] as const;
type Zoom = number | null;

const closer = (zoom: Zoom): Zoom => (zoom === null ? 1 : (ZOOMS.find((one) => one > zoom) ?? zoom));
const further = (zoom: Zoom): Zoom => (zoom === null ? 0.5 : ([...ZOOMS].reverse().find((one) => one < zoom) ?? zoom));

/** Proofs and papers, looked at where they belong: ← → walk them, + − 0 change the size, Esc goes back. */
export function PictureViewer({ pictures, first, onClose }: PictureViewerProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      pictures.findIndex((one) => one.key === first),
    ),
  );
  const [zoom, setZoom] = useState<Zoom>(null);
  const picture = pictures[Math.min(at, pictures.length - 1)];
  const turn = (to: number) => {
    if (to < 0 || to >= pictures.length) return;
    setAt(to);
    setZoom(null);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ArrowLeft: () => turn(at - 1),
      ArrowRight: () => turn(at + 1),
      "+": () => setZoom(closer(zoom)),
      "=": () => setZoom(closer(zoom)),
      "-": () => setZoom(further(zoom)),
      "0": () => setZoom(null),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    // The dialog holds the focus, on whichever of its buttons: the keys are heard wherever it stands.
    const hear = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
  if (!picture) return null;
  return (
    <Dialog
      title={picture.title}
      width={1000}
      onClose={onClose}
      foot={
        <>
          <span className={styles.place} aria-live="polite">
            {t("ui:picture.place", { n: at + 1, of: pictures.length })}
          </span>
          <Button icon="minus" aria-label={t("ui:picture.further")} onClick={() => setZoom(further(zoom))} />
          <Button icon="plus" aria-label={t("ui:picture.closer")} onClick={() => setZoom(closer(zoom))} />
          <Button disabled={zoom === null} onClick={() => setZoom(null)}>
            {t("ui:picture.fit")}
          </Button>
          <Button icon="left" aria-label={t("ui:picture.previous")} disabled={at === 0} onClick={() => turn(at - 1)} />
          <Button
            icon="right"
            aria-label={t("ui:picture.next")}
            disabled={at >= pictures.length - 1}
            onClick={() => turn(at + 1)}
          />
        </>
      }
    >
      <Shown key={picture.key} picture={picture} zoom={zoom} onZoom={setZoom} />
    </Dialog>
  );
}

function Shown({ picture, zoom, onZoom }: { picture: Picture; zoom: Zoom; onZoom(zoom: Zoom): void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(!picture.covered);
  const [width, setWidth] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ["picture", picture.key],
    queryFn: async () => (await picture.load()) as Blob,
    enabled: asked,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const url = useObjectUrl(data);
  return (
    <>
      {(picture.note || data) && (
        <p className={styles.note}>
          {picture.note}{" "}
          {data && (
            <Button kind="text" onClick={() => save(data, picture.name ?? picture.title)}>
              {t("ui:picture.save")}
            </Button>
          )}
        </p>
      )}
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div className={styles.frame} tabIndex={0} role="region" aria-label={picture.title}>
        {!asked && (
          <div className={styles.cover}>
            <Button icon="eye" onClick={() => setAsked(true)}>
              {t("ui:picture.uncover")}
            </Button>
            <span className="small ink-3">{t("ui:picture.covered")}</span>
          </div>
        )}
        {url && (
          <img
            src={url}
            alt={picture.title}
            className={zoom === null ? styles.fit : undefined}
            style={zoom === null || width === 0 ? undefined : { width: width * zoom }}
            onLoad={(event) => setWidth(event.currentTarget.naturalWidth)}
            onDoubleClick={() => onZoom(zoom === null ? 1 : null)}
          />
        )}
      </div>
    </>
  );
}
