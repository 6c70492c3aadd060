// The reference rollup's switches over HTTP, for whoever runs the network in another process: POST /NAME with
// {"params": …}, content type JSON; the answer is {"result": …} or, with status 400, {"error": words}. Not for pages: no CORS.
//
//   /sequencing  "run" "stop": whether batches are made
//   /committing  "run" "stop": whether batches go to L1
//   /proving     "run" "stop": whether batches are proved
//   /rpc         "run" "stop"
//   /dead        everything of the rollup beside L1 ends, until /restart
//   /freeze      on L1, by the deployer: the contract refuses before the deadline
//   /censor      {"owner", "on"}: whether this L1 address's operations are left out, and its entries of the queue
//   /lie         "nothing" "siblings" "roots" "batches" "operations" "progress" "withhold", or {"balance": wei}
//   /deposit     {"key": [x, y], "owner", "wei"}: on L1
//   /restart     the node ends and starts again
//   /status

import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { openHttp, type Switchable } from "../op/http.ts";
import type { Lie } from "./endpoint.ts";
import type { ReferenceRollup } from "./handle.ts";
import {
	lieAboutBalances,
	lieAboutBatches,
	lieAboutOperations,
	lieAboutProgress,
	lieAboutRoots,
	lieAboutSiblings,
	withholdData,
} from "./lies.ts";
import { element } from "./wire.ts";

const runOrStop = d.oneOf("run", "stop");
const lies = {
	nothing: undefined,
	siblings: lieAboutSiblings,
	roots: lieAboutRoots,
	batches: lieAboutBatches,
	operations: lieAboutOperations,
	progress: lieAboutProgress,
	withhold: withholdData,
} as const satisfies { readonly [name: string]: Lie | undefined };
const lieName = d.oneOf(
	"nothing",
	"siblings",
	"roots",
	"batches",
	"operations",
	"progress",
	"withhold",
);
const falseBalance = d.record({ balance: d.bigDecimal });
const censored = d.record({ owner: d.address, on: d.flag });
const depositOf = d.record({
	key: d.tuple(element, element),
	owner: d.address,
	wei: d.bigDecimal,
});
const bodyOf = d.record({ params: d.anything });

type Handler = (params: unknown) => Promise<Json>;

const handlersOf = (rollup: ReferenceRollup): ReadonlyMap<string, Handler> => {
	const onOff =
		(part: ReferenceRollup["sequencing"]): Handler =>
		async (raw) => {
			if (runOrStop(raw, "params") === "run") part.start();
			else part.stop();
			return null;
		};
	return new Map<string, Handler>([
		["/sequencing", onOff(rollup.sequencing)],
		["/committing", onOff(rollup.committing)],
		["/proving", onOff(rollup.proving)],
		[
			"/rpc",
			async (raw) => {
				if (runOrStop(raw, "params") === "run") await rollup.rpc.start();
				else await rollup.rpc.stop();
				return null;
			},
		],
		[
			"/censor",
			async (raw) => {
				const { owner, on } = censored(raw, "params");
				rollup.censor(owner, on);
				return null;
			},
		],
		[
			"/lie",
			async (raw) => {
				rollup.rpc.setLie(
					typeof raw === "string"
						? lies[lieName(raw, "params")]
						: lieAboutBalances(falseBalance(raw, "params").balance),
				);
				return null;
			},
		],
		[
			"/deposit",
			async (raw) => {
				const { key, owner, wei } = depositOf(raw, "params");
				const [x, y] = key;
				const { transactionHash } = await rollup.deposit({
					key: { x, y },
					owner,
					amountWei: wei,
				});
				return transactionHash;
			},
		],
		[
			"/dead",
			async () => {
				await rollup.kill();
				return null;
			},
		],
		[
			"/freeze",
			async () => {
				const { transactionHash } = await rollup.freeze();
				return transactionHash;
			},
		],
		[
			"/restart",
			async () => {
				await rollup.restart();
				return null;
			},
		],
		[
			"/status",
			async () => {
				const node = rollup.node();
				const { commits, proofs, queue, isFrozen } = node.l1();
				return {
					made: node.ledger.made(),
					committed: commits.length,
					proven: proofs.length,
					queue: queue.length,
					waiting: node.ledger.waiting(),
					isFrozen,
					problems: rollup.problems.slice(-5).map(String),
				};
			},
		],
	]);
};

export const openReferenceControl = (
	port: number,
	rollup: ReferenceRollup,
): Promise<Switchable> => {
	const handlers = handlersOf(rollup);
	return openHttp(
		port,
		async (_method, path, body) => {
			const handler = handlers.get(path);
			try {
				if (handler === undefined) throw new Error(`no switch ${path}`);
				const { params } = bodyOf(d.parseJson(body), "body");
				return { status: 200, body: { result: await handler(params) } };
			} catch (thrown) {
				return { status: 400, body: { error: String(thrown) } };
			}
		},
		"programs",
	);
};
