import type { LocalText } from "../../contract/money/money.ts";
import type { ImageUse } from "../../contract/images/limits.ts";
import type { UploadedImage } from "../../contract/images/uploads.ts";
import { ApiError, readProblem } from "./problem.ts";
import { employerHeader, request } from "./request.ts";

export type ImageUpload = {
  file: File;
  use: ImageUse;
  alt: LocalText;
  crop: { x: number; y: number; width: number; height: number };
};
type Watching = { signal: AbortSignal; onProgress: (share: number) => void };

/** Uploads an image. The same upload twice makes one image, so it can be tried again. */
export async function uploadImage(image: ImageUpload, watching: Watching): Promise<UploadedImage> {
  const form = new FormData();
  form.set("file", image.file);
  form.set("use", image.use);
  form.set("alt", JSON.stringify(image.alt));
  form.set("crop", JSON.stringify(image.crop));
  const first = await send(form, watching);
  const isStale = first.status === 401;
  // Any other request gets a new access token if the old one has expired.
  if (isStale) await request("/me");
  const answer = isStale ? await send(form, watching) : first;
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as UploadedImage;
}

/** `fetch` does not tell how much of a body has been sent. */
function send(form: FormData, { signal, onProgress }: Watching): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", "/api/v1/admin/images");
    call.setRequestHeader("accept", "application/json");
    for (const [name, value] of Object.entries(employerHeader()))
      call.setRequestHeader(name, value);
    call.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    call.onload = () => {
      const wait = call.getResponseHeader("retry-after");
      const headers = wait === null ? {} : { "retry-after": wait };
      resolve(new Response(call.responseText, { status: call.status, headers }));
    };
    call.onerror = () => reject(new ApiError("offline"));
    call.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => call.abort(), { once: true });
    call.send(form);
  });
}
