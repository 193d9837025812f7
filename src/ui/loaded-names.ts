/** The names of loaded values; the server and the pages share them. */
export const loadedNames = {
  home: "concerts",
  list: (search: string) => `list:${search}`,
  cities: "cities",
  categories: "categories",
  concert: (slug: string) => `concert:${slug}`,
  schedules: (slug: string) => `schedules:${slug}`,
};

const telling = ["q", "genre", "city", "from", "to"] as const;
export type ListFilter = Partial<Record<(typeof telling)[number], string>>;

/** The filters of a list; other parts of the address are ignored. */
export function listFilter(query: URLSearchParams): ListFilter {
  const filter: ListFilter = {};
  for (const name of telling) {
    const value = query.get(name)?.trim().slice(0, 60);
    if (value) filter[name] = value;
  }
  return filter;
}

/** The filter as a query, always in the same order. */
export function listSearch(filter: ListFilter): string {
  const query = new URLSearchParams();
  for (const name of telling) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}
