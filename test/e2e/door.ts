// A door in front of an endpoint: what comes in goes on unchanged, until it is shut. One JSON-RPC method alone can be refused,
// as an endpoint does that is too busy for it; and transactions can be taken and kept. The endpoint behind it lives on.

import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import { fromHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { closeAll, forward, listenOnLoopback } from "../network/forward.ts";
import { keepOpen } from "../network/keep-open.ts";

export type Door = {
	readonly url: string;
	/** This method is refused from now on; null: none any more. */
	readonly refuse: (method: string | null) => void;
	/** Transactions are taken with thanks from now on and go nowhere, as where there is no room for them in any block. */
	readonly keepBack: (isKept: boolean) => void;
	readonly shut: () => Promise<void>;
};

const call = d.record({ id: d.anything });
const sending = d.record({ params: d.list(d.hexUpTo(200_000), 1) });

export const openDoor = async (upstream: string): Promise<Door> => {
	const behind = new URL(upstream);
	let refused: string | null = null;
	let isKept = false;

	const pass = async (
		asked: IncomingMessage,
		answer: ServerResponse,
	): Promise<void> => {
		const parts: Buffer[] = [];
		for await (const part of asked) parts.push(Buffer.from(part));
		const body = Buffer.concat(parts);
		const reply = (said: object): void => {
			const { id } = call(d.parseJson(body.toString("utf8")), "call");
			answer.writeHead(200, {
				"content-type": "application/json",
				"access-control-allow-origin": "*",
			});
			answer.end(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
		};
		if (refused !== null && body.includes(`"${refused}"`)) {
			reply({ error: { code: -32005, message: "too busy for this" } });
			return;
		}
		if (isKept && body.includes('"eth_sendRawTransaction"')) {
			const { params } = sending(d.parseJson(body.toString("utf8")), "call");
			reply({ result: keccakHex(fromHex(params[0] ?? "0x")) });
			return;
		}
		const onward = forward(behind, asked, (said) => {
			answer.writeHead(said.statusCode ?? 502, said.headers);
			said.pipe(answer);
		});
		onward.on("error", () => answer.destroy());
		onward.end(body);
	};

	const server = keepOpen(
		createServer((asked, answer) => {
			pass(asked, answer).catch(() => answer.destroy());
		}),
	);
	const url = await listenOnLoopback(server);
	return {
		url,
		refuse: (method) => {
			refused = method;
		},
		keepBack: (kept) => {
			isKept = kept;
		},
		shut: () => closeAll(server),
	};
};
