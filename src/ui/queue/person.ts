type Turnstile = {
  render(
    where: HTMLElement,
    options: {
      sitekey: string;
      action: string;
      callback: (token: string) => void;
      "error-callback": () => void;
    },
  ): string;
};
declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

const script = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

/** Runs Turnstile and gives its token; null if it could not load. */
export async function checkPerson(sitekey: string): Promise<string | null> {
  const where = document.getElementById("turnstile");
  if (!where) return null;
  if (!window.turnstile) await load();
  const { turnstile } = window;
  if (!turnstile) return null;
  where.replaceChildren();
  const box = where.appendChild(document.createElement("div"));
  return new Promise((resolve) => {
    turnstile.render(box, {
      sitekey,
      action: "join",
      callback: resolve,
      "error-callback": () => resolve(null),
    });
  });
}

function load(): Promise<void> {
  return new Promise((resolve) => {
    const element = document.createElement("script");
    element.src = script;
    for (const ending of ["load", "error"]) element.addEventListener(ending, () => resolve());
    document.head.append(element);
  });
}
