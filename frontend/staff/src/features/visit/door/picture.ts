import { sendFile } from "../../../queries/file";

/** Longest side of a photo that is sent: it shows who was there, over a village's line. */
const LONGEST = 1600;
const QUALITY = 0.82;

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), type, QUALITY),
  );
}

/** The photo upright and smaller, without anything but its pixels; as it came where the browser cannot draw it. */
async function smaller(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await blobOf(canvas, "image/jpeg");
  } catch {
    return file;
  }
}

const send = async (content: Blob): Promise<string> => (await sendFile(content, "visit")).id;

/** Sends a photo; its id. */
export const sendPhoto = async (file: Blob): Promise<string> => send(await smaller(file));

/** Sends what was drawn with a finger; its id. */
export const sendSignature = async (canvas: HTMLCanvasElement): Promise<string> =>
  send(await blobOf(canvas, "image/png"));
