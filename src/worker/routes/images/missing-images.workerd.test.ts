import { expect, it } from "vitest";
import { UploadedImage } from "../../../contract/images/uploads.ts";
import { answer, call, person, refused, testEnv } from "../../../../test/support/worker/shop.ts";
import { png } from "../../../../test/support/worker/pictures.ts";
import { deleteImage } from "../../images/image-store.ts";

it("[IG17] an unknown address is looked up once a minute, and an image that is stored meanwhile is seen at once", async () => {
  const editor = await person("admin");
  const file = await png({ width: 330, height: 300 });
  const upload = () => {
    const body = new FormData();
    body.set("file", new File([file], "a.png", { type: "image/png" }));
    body.set("use", "free");
    body.set("alt", JSON.stringify({ ko: "파랑", en: "Blue" }));
    return answer(call("POST /admin/images", { as: editor, body }), 201, UploadedImage);
  };
  const { id: hash, path, width } = await upload();
  const bucket = testEnv.IMAGES_BUCKET;
  if (!bucket) throw new Error("no bucket");
  await deleteImage(bucket, { hash, width });
  await refused(call(`GET ${path}`), "not-found");
  await bucket.put(path.slice("/images/".length), "anything");
  await refused(call(`GET ${path}`), "not-found");
  expect((await upload()).path).toBe(path);
  expect((await call(`GET ${path}`)).headers.get("content-type")).toBe("image/webp");
});
