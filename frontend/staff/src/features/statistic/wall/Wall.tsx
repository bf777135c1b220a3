import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import styles from "./wall.module.css";

export interface Slide {
  key: string;
  title: string;
  body: ReactNode;
}

interface WallProps {
  place: string;
  note: ReactNode;
  slides: readonly Slide[];
  onLeave(): void;
}

/** Long enough to be read from the back of the room. */
const SECONDS = 20;

/**
 * The same figures on a large screen: no frame, type that is read from six metres, one slide after the other. It stands
 * still while nobody looks (a hidden window), when somebody holds it, and for those who want no movement.
 */
export function Wall({ place, note, slides, onLeave }: WallProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const [held, setHeld] = useState(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  const shown = slides[at % Math.max(1, slides.length)];
  const step = (by: number) => setAt((before) => (before + by + slides.length) % Math.max(1, slides.length));

  useEffect(() => {
    if (held || slides.length < 2) return;
    const clock = setInterval(() => {
      if (!document.hidden) setAt((before) => (before + 1) % slides.length);
    }, SECONDS * 1000);
    return () => clearInterval(clock);
  }, [held, slides.length]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape") onLeave();
      else if (event.key === "ArrowRight") setAt((before) => (before + 1) % Math.max(1, slides.length));
      else if (event.key === "ArrowLeft") setAt((before) => (before - 1 + slides.length) % Math.max(1, slides.length));
      else if (event.key === " ") setHeld((before) => !before);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [onLeave, slides.length]);

  return (
    <section className={styles.wall} aria-label={t("statistic:wall.name")}>
      <header className={styles.head}>
        <h1 translate="no">{place}</h1>
        <span className="ink-2">{note}</span>
        <span className={styles.verbs}>
          <span className={styles.dots} aria-hidden="true">
            {slides.map((slide, index) => (
              <i key={slide.key} data-on={index === at || undefined} />
            ))}
          </span>
          <Button
            kind="text"
            icon="left"
            disabled={slides.length < 2}
            aria-label={t("statistic:wall.back")}
            onClick={() => step(-1)}
          />
          <Button kind="text" aria-pressed={held} onClick={() => setHeld(!held)}>
            {t(held ? "statistic:wall.go" : "statistic:wall.hold")}
          </Button>
          <Button
            kind="text"
            icon="right"
            disabled={slides.length < 2}
            aria-label={t("statistic:wall.next")}
            onClick={() => step(1)}
          />
          <Button kind="text" onClick={onLeave}>
            {t("statistic:wall.leave")}
          </Button>
        </span>
      </header>
      {shown && (
        <div className={styles.slide} aria-live="polite">
          <h2>{shown.title}</h2>
          <div className={styles.body} key={shown.key}>
            {shown.body}
          </div>
        </div>
      )}
    </section>
  );
}
