import { type ComponentChildren, Fragment } from "preact";
import type { Identity } from "../../contract/admin/organizations.ts";
import { words } from "../state/public-words.ts";

/** Who sells the tickets, in law. */
export function Seller({ identity }: { identity: Identity }) {
  const w = words().concert.seller;
  const { legalName, representative, businessNumber, mailOrderNumber, address, email, phone } =
    identity;
  const facts: [name: string, fact: ComponentChildren][] = [
    [w.legalName, legalName],
    [w.representative, representative],
    [w.businessNumber, businessNumber],
    [w.mailOrderNumber, mailOrderNumber],
    [w.address, address],
    [w.email, <a href={`mailto:${email}`}>{email}</a>],
    [w.phone, <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{phone}</a>],
  ];
  return (
    <dl class="dl">
      {facts
        .filter(([, fact]) => fact !== null)
        .map(([name, fact]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
