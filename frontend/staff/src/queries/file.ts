import { uploadFile } from "@unionhome/client/files";
import type { FileOut } from "@unionhome/client/model";

type Purpose = Parameters<typeof uploadFile>[0]["purpose"];

/** Sends a file for one purpose; what the server kept of it. The generated type says text; a form carries the file itself. */
export const sendFile = (file: Blob, purpose: Purpose): Promise<FileOut> =>
  uploadFile({ file: file as unknown as string, purpose });
