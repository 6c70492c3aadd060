// Answers the switches over HTTP.

import type { IncomingMessage, RequestListener } from "node:http";
import * as d from "../../../src/base/decode.ts";
import { type Control, switches } from "./control.ts";

const readBody = async (request: IncomingMessage): Promise<string> => {
	request.setEncoding("utf8");
	let body = "";
	for await (const part of request) {
		body += String(part);
		if (body.length > 100_000) throw new Error("body too large");
	}
	return body;
};

/** Answers what `openControl` asks. Only JSON is taken, which a page in a browser cannot send across origins. */
export const serveControl = (control: Control): RequestListener => {
	const handlers: Readonly<
		Record<string, (params: unknown) => Promise<unknown>>
	> = {
		status: () => control.status(),
		setParticipation: (raw) =>
			control.setParticipation(switches.setParticipation.params(raw, "params")),
		missSlots: (raw) =>
			control.missSlots(switches.missSlots.params(raw, "params")),
		skip: (raw) => control.skip(switches.skip.params(raw, "params")),
		setProducing: (raw) =>
			control.setProducing(switches.setProducing.params(raw, "params")),
		reorg: (raw) => control.reorg(switches.reorg.params(raw, "params")),
		startRival: (raw) =>
			control.startRival(switches.startRival.params(raw, "params")),
		stopRivals: () => control.stopRivals(),
	};
	const answer = async (request: IncomingMessage): Promise<unknown> => {
		const handler = handlers[(request.url ?? "").slice(1)];
		if (handler === undefined) throw new Error(`no switch ${request.url}`);
		if (request.headers["content-type"] !== "application/json")
			throw new Error("JSON only");
		const body = d.parseJson(await readBody(request));
		return handler(d.record({ params: d.anything })(body, "body").params);
	};
	return (request, response) => {
		answer(request).then(
			(result) => response.end(JSON.stringify({ result: result ?? null })),
			(thrown: unknown) => {
				response.statusCode = 400;
				response.end(JSON.stringify({ error: String(thrown).slice(0, 4000) }));
			},
		);
	};
};
