/**
 * A picture of a part of the page, as it looks now: what is drawn in SVG and what is laid out by CSS alike. The part is
 * copied with its looks written into it, put into one SVG, and drawn. Nothing is fetched, so nothing leaves the page.
 */

const MARGIN = 16;
/** Twice as many dots, so that it prints well. */
const SCALE = 2;
const SVG = "http://www.w3.org/2000/svg";

/** The picture as a PNG, on white, with a line of title above it. */
export async function pictureOf(part: HTMLElement, title: string): Promise<Blob> {
  const box = part.getBoundingClientRect();
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const height = Math.ceil(box.height) + 2 * MARGIN + 28;
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(part, title, width, height))}`;
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("this browser draws no pictures");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is empty"))), "image/png"),
  );
}

function drawn(part: HTMLElement, title: string, width: number, height: number): string {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  const frame = document.createElementNS(SVG, "foreignObject");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "100%");
  const page = document.createElement("div");
  const looks = getComputedStyle(part);
  page.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
  page.style.cssText = `padding:${MARGIN}px;font-family:${looks.fontFamily};color:${looks.color};background:#fff`;
  const head = document.createElement("div");
  head.style.cssText = "font-weight:600;font-size:16px;line-height:28px";
  head.textContent = title;
  page.append(head, copyOf(part));
  frame.append(page);
  svg.append(frame);
  return new XMLSerializer().serializeToString(svg);
}

/** The part with everything in it, each with its computed looks. */
function copyOf(part: Element): Node {
  const copy = part.cloneNode(false) as HTMLElement | SVGElement;
  const looks = getComputedStyle(part);
  copy.removeAttribute("class");
  copy.style.cssText = Array.from(looks, (name) => `${name}:${looks.getPropertyValue(name)}`).join(";");
  for (const child of part.childNodes) copy.append(child instanceof Element ? copyOf(child) : child.cloneNode(false));
  return copy;
}
