import type { Studio } from "../studio.ts";

/** The picture itself stays in this browser; the draft keeps where it lies. Fans never get it. */
const databaseName = "frontrow-plan-pictures";
const bytesMax = 20 * 1024 * 1024;
const usualCm = 4_000;

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1);
    asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore("pictures"));
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error ?? new Error("no database")));
  });

async function withStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
) {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = act(database.transaction("pictures", mode).objectStore("pictures"));
      asked.addEventListener("success", () => resolve(asked.result));
      asked.addEventListener("error", () => reject(asked.error ?? new Error("not stored")));
    });
  } finally {
    database.close();
  }
}

/** An SVG within an image runs no script and loads nothing else. */
async function loaded(blob: Blob): Promise<HTMLImageElement | null> {
  const url = await dataUrlOf(blob);
  const image = new Image();
  return new Promise((resolve) => {
    image.addEventListener("load", () => resolve(image.naturalWidth > 0 ? image : null));
    image.addEventListener("error", () => resolve(null));
    image.src = url;
  });
}

const dataUrlOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result as string));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("cannot be read")));
    reader.readAsDataURL(blob);
  });

/** Shows the picture that this browser has for the draft, if any. */
export async function showPicture(studio: Studio): Promise<void> {
  const { editor, picture } = studio;
  if (!editor.plan.peek().background || picture.peek()) return;
  const blob = await withStore<Blob | undefined>("readonly", (store) => store.get(editor.id)).catch(
    () => undefined,
  );
  picture.value = blob ? await loaded(blob) : null;
}

/** Lays a picture under the plan, in the middle and as wide as what is drawn. False if it is no picture. */
export async function choosePicture(studio: Studio, file: File): Promise<boolean> {
  const { editor } = studio;
  const image = file.size > bytesMax ? null : await loaded(file);
  if (!image) return false;
  // Without storage the picture lasts as long as the page.
  await withStore("readwrite", (store) => store.put(file, editor.id)).catch(() => undefined);
  const [x0, y0, x1, y1] = editor.plan.peek().bounds;
  const before = editor.plan.peek().background;
  const width = before?.size[0] ?? Math.max(usualCm, x1 - x0);
  const height = Math.max(1, Math.round((width * image.naturalHeight) / image.naturalWidth));
  const at: [number, number] = before?.at ?? [
    Math.round((x0 + x1 - width) / 2),
    Math.round((y0 + y1 - height) / 2),
  ];
  studio.picture.value = image;
  const background = {
    image: `browser:${file.name.slice(-200)}`,
    at,
    size: [width, height] as [number, number],
    opacity: before?.opacity ?? 50,
  };
  return editor.do({ kind: "plan", background });
}

export async function removePicture(studio: Studio): Promise<void> {
  const { editor } = studio;
  studio.picture.value = null;
  editor.do({ kind: "plan", background: null });
  await withStore("readwrite", (store) => store.delete(editor.id)).catch(() => undefined);
}
