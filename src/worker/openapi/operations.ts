import { type OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Right } from "../../contract/admin/rights.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import type { AppEnv } from "../app-env.ts";
import { organizationHeader } from "../identity/staff.ts";
import { curlOf } from "./curl.ts";
import { guides, type Step } from "./guide.ts";
import { refusedAnswers } from "./refusals.ts";
import { type JsonSchema, Schemas } from "./schemas.ts";

export type Content = Record<string, { schema?: JsonSchema }>;
export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
export type Answer = { description: string; headers?: Record<string, object>; content?: Content };
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: object[];
  "x-right"?: Right;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer>;
};
export type ApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  components: { securitySchemes: object; schemas: Record<string, JsonSchema> };
  paths: Record<string, Record<string, Operation>>;
  /** The calls of a purchase in order, for people and programs. */
  "x-guides": { title: string; steps: (Step & { curl: string })[] }[];
};

type Response = {
  description: string;
  headers?: unknown;
  content?: object;
  /** The refusals that a route lists. */
  "x-codes"?: ProblemCode[];
};

const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The `accessToken` of `signUp`, `logIn` or `refreshSession`",
  },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-frontrow-access",
    description: "For browsers on our own pages only",
  },
};

/** The document of the API, made from the schemas that the routes check by. */
export function documentOf(
  { openAPIRegistry }: OpenAPIHono<AppEnv>,
  info: ApiDocument["info"],
): ApiDocument {
  const routes = openAPIRegistry.definitions.flatMap((each) =>
    each.type === "route" ? [each.route] : [],
  );
  const schemas = new Schemas();
  // Answers first: where both have a schema of the same name, the answer's keeps the name.
  const answers = routes.map((route) => answersOf(route, schemas));
  const paths: ApiDocument["paths"] = {};
  for (const [index, route] of routes.entries()) {
    const operation = operationOf(route, answers[index] ?? {}, schemas);
    paths[route.path] = { ...paths[route.path], [route.method]: operation };
  }
  const described = { securitySchemes, schemas: schemas.named };
  return {
    openapi: "3.1.0",
    info,
    servers: [{ url: "/" }],
    components: described,
    paths,
    "x-guides": guidesOf(paths),
  };
}

function guidesOf(paths: ApiDocument["paths"]): ApiDocument["x-guides"] {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return guides.map(({ title, steps }) => ({
    title,
    steps: steps.map((step) => {
      const call = calls.find(({ operation }) => operation.operationId === step.operationId);
      if (!call) throw new Error(`a guide names ${step.operationId}, which is no operation`);
      return { ...step, curl: curlOf(step, call) };
    }),
  }));
}

function operationOf(
  route: RouteConfig,
  responses: Record<string, Answer>,
  schemas: Schemas,
): Operation {
  const right = route["x-right"] as Right | undefined;
  const { operationId = "", tags = [], summary = "", description, security, request } = route;
  return {
    operationId,
    tags,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(security ? { security } : {}),
    ...(right === undefined ? {} : { "x-right": right }),
    parameters: [
      ...parametersOf("path", request?.params, schemas),
      ...parametersOf("query", request?.query, schemas),
      ...parametersOf("header", request?.headers, schemas),
      ...(right === undefined ? [] : [organizationParameter]),
    ],
    ...(request?.body ? { requestBody: bodyOf(request.body, schemas) } : {}),
    responses,
  };
}

const organizationParameter: Parameter = {
  name: organizationHeader,
  in: "header",
  required: false,
  description: "The organization to act for; needed by those who work for several",
  schema: { type: "string", format: "uuid" },
};

function bodyOf(
  { required = false, content }: { required?: boolean; content: object },
  schemas: Schemas,
) {
  return { required, content: contentOf(content, (schema) => schemas.of(schema, "input")) };
}

function parametersOf(where: Parameter["in"], schema: unknown, schemas: Schemas): Parameter[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const { required = [] } = schemas.of(schema, "input");
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, of]) => {
    const { description = idText(name), ...rest } = schemas.of(of, "input");
    const { param } = (of.meta() ?? {}) as { param?: { required: boolean } };
    return {
      name: where === "header" ? headerName(name) : name,
      in: where,
      required: param?.required ?? required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** What an id in an address is of: its name says it. */
function idText(name: string): string | undefined {
  const [, of] = /^(\w+)Id$/.exec(name) ?? [];
  return of && `The id of the ${of === "topUp" ? "top-up" : of}`;
}

/** As people write it: the router knows it in small letters. */
const headerName = (name: string) => name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** What the route itself answers, and the refusals that every operation of its kind has. */
function answersOf(route: RouteConfig, schemas: Schemas): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  const codes = usualRefusals(route);
  for (const [status, response] of Object.entries(route.responses as Record<string, Response>)) {
    const refused = response["x-codes"];
    if (refused) codes.push(...refused);
    else answers[status] = answerOf(response, schemas);
  }
  const output = (schema: z.ZodType) => schemas.of(schema, "output");
  for (const [status, refused] of Object.entries(refusedAnswers([...new Set(codes)], output))) {
    const { description, headers, content } = answers[status] ?? {};
    const said = description === undefined ? [] : [description];
    answers[status] = {
      description: [...said, refused.description].join("\n"),
      ...(headers || refused.headers ? { headers: { ...headers, ...refused.headers } } : {}),
      content: { ...content, ...refused.content },
    };
  }
  return answers;
}

function answerOf(response: Response, schemas: Schemas): Answer {
  const { description, headers, content } = response;
  return {
    description,
    ...(headers instanceof z.ZodObject ? { headers: headersOf(headers, schemas) } : {}),
    ...(content ? { content: contentOf(content, (of) => schemas.of(of, "output")) } : {}),
  };
}

function usualRefusals({ method, path, request, security }: RouteConfig): ProblemCode[] {
  const isChange = method !== "get";
  const isForAdmins = path.startsWith("/api/v1/admin/");
  const namesImages = isChange && path.startsWith("/api/v1/admin/concert");
  return [
    "invalid-request",
    ...(security ? (["unauthenticated", "token-expired"] as const) : []),
    ...(security && (isChange || isForAdmins) ? (["session-ended"] as const) : []),
    ...(path.includes("{") || isForAdmins ? (["not-found"] as const) : []),
    ...(isChange || isForAdmins ? (["forbidden"] as const) : []),
    ...(isForAdmins ? (["right-missing"] as const) : []),
    ...(isChange ? (["body-too-large", "outcome-unknown"] as const) : []),
    ...(namesImages ? (["image-gone"] as const) : []),
    ...(request?.body ? (["unsupported-media-type"] as const) : []),
    "too-many-requests",
    "internal-error",
    "unavailable",
  ];
}

function headersOf({ shape }: z.ZodObject, schemas: Schemas): Record<string, object> {
  return Object.fromEntries(
    Object.entries(shape as Record<string, z.ZodType>).map(([name, of]) => {
      const { description, ...schema } = schemas.of(of, "output");
      return [name, { ...(description === undefined ? {} : { description }), schema }];
    }),
  );
}

function contentOf(content: object, toJson: (schema: z.ZodType) => JsonSchema): Content {
  return Object.fromEntries(
    Object.entries(content as Record<string, { schema?: unknown }>).map(([type, { schema }]) => [
      type,
      schema instanceof z.ZodType ? { schema: toJson(schema) } : {},
    ]),
  );
}
