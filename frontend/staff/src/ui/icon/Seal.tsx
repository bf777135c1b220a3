export interface SealProps {
  size: number;
  /** The inner line of a real seal: from 40 px on. */
  framed?: boolean;
}

/** The mark of the product: 工, cut into red stone. */
export function Seal({ size, framed }: SealProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx={framed ? 5 : 7} fill="var(--brand)" />
      {framed && (
        <rect x="4.5" y="4.5" width="55" height="55" rx="2.5" fill="none" stroke="var(--sheet)" strokeWidth="1.4" />
      )}
      <path
        d={framed ? "M17 19.5h30M32 19.5v25M13.5 44.5h37" : "M16 19.5h32M32 19.5v25M13 44.5h38"}
        fill="none"
        stroke="var(--sheet)"
        strokeWidth={framed ? 5 : 6}
      />
    </svg>
  );
}
