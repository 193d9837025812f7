import { words } from "../../state/language.ts";

export const methodText = (method: string): string => {
  const { method: names } = words().payWith;
  return names[method as keyof typeof names];
};
