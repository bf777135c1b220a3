import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";

/** What the server says this caller may do now with this record (api.md "Steps"). Rules are never derived again here. */
export interface Step {
  step: string;
  label: string;
  allowed: boolean;
  reason: string | null;
}

export interface StepsProps {
  steps: readonly Step[];
  /** The step drawn in blue: usually the first allowed one. */
  main?: string;
  /** Steps that take something away; drawn in orange-red, to the left. */
  destructive?: readonly string[];
  busy?: string | null;
  size?: 28 | 32;
  onStep(step: Step): void;
}

/** Buttons drawn from `steps`; a step that is not allowed says why instead of vanishing. */
export function Steps({ steps, main, destructive = [], busy, size = 28, onStep }: StepsProps) {
  const { t } = useTranslation();
  const blue = main ?? steps.find((step) => step.allowed && !destructive.includes(step.step))?.step;
  const rank = (step: Step) => (destructive.includes(step.step) ? 0 : step.step === blue ? 2 : 1);
  return [...steps]
    .sort((a, b) => rank(a) - rank(b))
    .map((step) => (
      <Button
        key={step.step}
        size={size}
        kind={step.step === blue ? "main" : "plain"}
        destructive={destructive.includes(step.step)}
        disabled={!step.allowed}
        busy={busy === step.step}
        title={step.allowed ? undefined : (step.reason ?? t("ui:steps.closed"))}
        onClick={() => onStep(step)}
      >
        {step.label}
      </Button>
    ));
}
