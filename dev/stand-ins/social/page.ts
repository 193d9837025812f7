import { faults, people, type SocialPerson } from "./people.ts";

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page on which somebody chooses who they are, and what goes wrong. */
export function choicePage(provider: string, asked: URLSearchParams): string {
  const kept = [...asked]
    .map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    )
    .join("");
  const fields = ({ subject, name, email, isEmailVerified }: SocialPerson) =>
    Object.entries({ subject, name, email: email ?? "", verified: isEmailVerified ? "yes" : "" })
      .map(([key, value]) => `<input type="hidden" name="${key}" value="${escaped(value)}">`)
      .join("");
  const known = people.map(
    (person) =>
      `<form method="get" action="decision">${kept}${fields(person)}<button>${escaped(person.name)} · ${escaped(person.email ?? "no e-mail")}${
        person.email !== null && !person.isEmailVerified ? " (unverified)" : ""
      }</button></form>`,
  );
  const options = faults.map((fault) => `<option>${fault}</option>`).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(provider)}</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 system-ui;max-width:32rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
button,input,select{font:inherit;padding:.5rem .75rem;margin:.25rem 0}form button{width:100%;text-align:start}</style>
<h1>${escaped(provider)}</h1><p>A stand-in. Who are you?</p>${known.join("")}
<h2>Somebody else</h2><form method="get" action="decision">${kept}
<p><label>Number <input name="subject" value="2001"></label></p>
<p><label>Name <input name="name" value="최새벽"></label></p>
<p><label>E-mail <input name="email" value="saebyeok@gmail.com"></label></p>
<p><label><input type="checkbox" name="verified" value="yes" checked> The e-mail is verified</label></p>
<p><label>Fault <select name="fault">${options}</select></label></p><button>Continue</button></form></html>`;
}
