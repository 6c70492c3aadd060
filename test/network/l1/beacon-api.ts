// The beacon API over one view of the chain: what a light client asks, in JSON and in SSZ, for any origin.
// Paths and forms: https://github.com/ethereum/beacon-APIs

import "./preset.ts";
import type { RequestListener, ServerResponse } from "node:http";
import { type BeaconConfig, chainConfigToJson } from "@lodestar/config";
import { activePreset, presetToJson } from "@lodestar/params";
import { toHex } from "../../../src/base/bytes.ts";
import {
	type Answer,
	BadRequest,
	NotFound,
	type Route,
} from "./beacon-answer.ts";
import { blockRoutes } from "./beacon-block.ts";
import { lightRoutes } from "./beacon-light.ts";
import type { View } from "./light.ts";

/** What never changes while the network runs. */
const fixedRoutes = (
	config: BeaconConfig,
	genesisTimeS: number,
): readonly Route[] => {
	const always = (path: RegExp, data: unknown): Route => ({
		path,
		answer: () => ({ json: () => ({ data }) }),
	});
	return [
		always(/^\/eth\/v1\/beacon\/genesis$/, {
			genesis_time: String(genesisTimeS),
			genesis_validators_root: toHex(config.genesisValidatorsRoot),
			genesis_fork_version: toHex(config.GENESIS_FORK_VERSION),
		}),
		always(/^\/eth\/v1\/config\/spec$/, {
			...presetToJson(activePreset),
			...chainConfigToJson(config),
		}),
		always(
			/^\/eth\/v1\/config\/fork_schedule$/,
			config.forksAscendingEpochOrder
				.filter(({ epoch }) => Number.isFinite(epoch))
				.map(({ epoch, version, prevVersion }) => ({
					previous_version: toHex(prevVersion),
					current_version: toHex(version),
					epoch: String(epoch),
				})),
		),
		always(/^\/eth\/v1\/node\/version$/, { version: "sextant-embedded" }),
	];
};

const find = (routes: readonly Route[], url: URL): Answer => {
	for (const { path, answer } of routes) {
		const match = path.exec(url.pathname);
		if (match !== null) return answer(match[1] ?? "", url);
	}
	throw new NotFound(url.pathname);
};

const send = (
	response: ServerResponse,
	answer: Answer,
	wantsSsz: boolean,
): void => {
	const asSsz = wantsSsz && answer.ssz !== undefined;
	const body =
		wantsSsz && answer.ssz !== undefined
			? answer.ssz()
			: JSON.stringify(answer.json());
	response.writeHead(200, {
		"content-type": asSsz ? "application/octet-stream" : "application/json",
		...(answer.fork === undefined
			? {}
			: { "eth-consensus-version": answer.fork }),
	});
	response.end(body);
};

const codeOf = (thrown: unknown): number => {
	if (thrown instanceof NotFound) return 404;
	return thrown instanceof BadRequest ? 400 : 500;
};

export const beaconApi = (
	config: BeaconConfig,
	genesisTimeS: number,
	view: View,
): RequestListener => {
	const routes = [
		...lightRoutes(config, view),
		...blockRoutes(view),
		...fixedRoutes(config, genesisTimeS),
	];
	return (request, response) => {
		response.setHeader("access-control-allow-origin", "*");
		response.setHeader(
			"access-control-expose-headers",
			"eth-consensus-version",
		);
		if (request.method === "OPTIONS") {
			response.writeHead(204, {
				"access-control-allow-methods": "GET",
				"access-control-allow-headers": "accept, content-type",
			});
			response.end();
			return;
		}
		try {
			if (request.method !== "GET") throw new BadRequest("GET only");
			const url = new URL(request.url ?? "/", "http://localhost");
			const accept = request.headers.accept ?? "";
			send(
				response,
				find(routes, url),
				accept.startsWith("application/octet-stream"),
			);
		} catch (thrown) {
			const code = codeOf(thrown);
			response.writeHead(code, { "content-type": "application/json" });
			response.end(JSON.stringify({ code, message: String(thrown) }));
		}
	};
};
