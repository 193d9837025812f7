import { exports } from "cloudflare:workers";
import { mustBeDocumented } from "../documented-answers.ts";
import { origin, type Person } from "../shop.ts";

const worker = (exports as unknown as { default: { fetch(request: Request): Promise<Response> } })
  .default;

/** A browser of our own pages: it keeps cookies, and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** Gives it the session of somebody. */
  as({ token }: Person): this {
    this.cookies.set("__Host-frontrow-access", token);
    return this;
  }

  token = (): string => this.cookies.get("__Host-frontrow-access") ?? "";

  /** Another one with the same cookies. */
  copy(): Browser {
    const other = new Browser();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  get = (path: string) => this.send("GET", path);
  post = (path: string, body?: object) => this.send("POST", path, body);
  delete = (path: string) => this.send("DELETE", path);

  private async send(method: string, path: string, body?: object): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const text = body === undefined ? null : JSON.stringify(body);
    const request = new Request(`${origin}${path}`, {
      method,
      redirect: "manual",
      headers: {
        cookie,
        "sec-fetch-site": "same-origin",
        ...(text === null
          ? {}
          : {
              "content-type": "application/json",
              "content-length": String(new TextEncoder().encode(text).length),
            }),
      },
      body: text,
    });
    const response = await worker.fetch(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    // Redirects are for browsers, and not part of the API's document.
    return response.status === 303 ? response : await mustBeDocumented(request, response);
  }
}
