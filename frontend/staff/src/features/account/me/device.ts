const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\/(\d+)/, "Edge"],
  [/Firefox\/(\d+)/, "Firefox"],
  [/Chrome\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari/, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows NT 10/, "Windows 10/11"],
  [/Windows NT 6\.1/, "Windows 7"],
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** "Chrome 109 · Windows 7" from what a browser says of itself; anything else as it is. */
export function deviceOf(agent: string): string {
  const browser = BROWSERS.map(([pattern, name]) => [pattern.exec(agent)?.[1], name]).find(([version]) => version);
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  if (!browser && !system) return agent;
  return [browser && `${browser[1]} ${browser[0]}`, system].filter(Boolean).join(" · ");
}
