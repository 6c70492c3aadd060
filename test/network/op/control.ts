// The rollup's switches over HTTP, for whoever runs the network in another process: POST /NAME with {"params": …},
// content type JSON; the answer is {"result": …} or, with status 400, {"error": words}. Not for pages: no CORS.
//
//   /sequencer   "run" "stop"
//   /batcher     "run" "stop"
//   /proposer    "run" "stop" "lie"
//   /challenger  "run" "stop"
//   /relay       "run" "stop" "stale" "other-key" "altered" "conflicting"
//   /rpc         "run" "stop"
//   /balance     {"address", "wei"}: the public RPC names this balance, with the honest proof
//   /forge       {"address", "wei"}: a forged block with this balance, its root posted, its proofs served by the public RPC
//   /falseRoot   posts a false root of the newest block
//   /status

import {
	address,
	anything,
	bigDecimal,
	oneOf,
	parseJson,
	record,
} from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { lieAboutBalance } from "./endpoint.ts";
import { openHttp, type Switchable } from "./http.ts";
import type { OpRollup } from "./rollup.ts";

const runOrStop = oneOf("run", "stop");
const runStopOrLie = oneOf("run", "stop", "lie");
const relayModes = oneOf(
	"run",
	"stop",
	"stale",
	"other-key",
	"altered",
	"conflicting",
);
const holding = record({ address, wei: bigDecimal });
const bodyOf = record({ params: anything });

type Handler = (params: unknown) => Promise<Json>;

const handlersOf = (rollup: OpRollup): ReadonlyMap<string, Handler> =>
	new Map<string, Handler>([
		[
			"/sequencer",
			async (raw) => {
				const on = runOrStop(raw, "params") === "run";
				if (on) rollup.sequencer.start();
				else rollup.sequencer.stop();
				return null;
			},
		],
		[
			"/batcher",
			async (raw) => {
				const on = runOrStop(raw, "params") === "run";
				if (on) rollup.batcher.start();
				else rollup.batcher.stop();
				return null;
			},
		],
		[
			"/proposer",
			async (raw) => {
				const mode = runStopOrLie(raw, "params");
				rollup.proposer.setRunning(mode !== "stop");
				rollup.proposer.setLying(mode === "lie");
				return null;
			},
		],
		[
			"/challenger",
			async (raw) => {
				rollup.challenger.setRunning(runOrStop(raw, "params") === "run");
				return null;
			},
		],
		[
			"/relay",
			async (raw) => {
				const mode = relayModes(raw, "params");
				if (mode === "stop") await rollup.relay.stop();
				else {
					rollup.relay.setLie(mode === "run" ? undefined : mode);
					await rollup.relay.start();
				}
				return null;
			},
		],
		[
			"/rpc",
			async (raw) => {
				if (runOrStop(raw, "params") === "stop") await rollup.rpc.stop();
				else {
					rollup.rpc.setLie(undefined);
					await rollup.rpc.start();
				}
				return null;
			},
		],
		[
			"/balance",
			async (raw) => {
				const { address: who, wei } = holding(raw, "params");
				rollup.rpc.setLie(lieAboutBalance(who, wei));
				return null;
			},
		],
		[
			"/forge",
			async (raw) => {
				const { address: who, wei } = holding(raw, "params");
				const { block, output, lie } = await rollup.forge(
					new Map([[who, wei]]),
				);
				const posted = await rollup.proposeFalseRoot({
					l2BlockNumber: block.number,
					root: output.root,
				});
				rollup.rpc.setLie(lie);
				return posted;
			},
		],
		["/falseRoot", () => rollup.proposeFalseRoot()],
		[
			"/status",
			async () => {
				const { block, origin, sequenced } = rollup.node.head();
				return {
					block: { number: block.number, hash: block.hash },
					l1Origin: { number: origin.number, hash: origin.hash },
					sequenced,
					batchedTo: rollup.batcher.safe(),
					anchor: await rollup.anchor(),
					proposed: rollup.proposer.proposed().slice(-5),
					challenged: rollup.challenger.challenged().slice(-5),
					problems: rollup.problems.slice(-5).map(String),
				};
			},
		],
	]);

export const openRollupControl = (
	port: number,
	rollup: OpRollup,
): Promise<Switchable> => {
	const handlers = handlersOf(rollup);
	return openHttp(
		port,
		async (_method, path, body) => {
			const handler = handlers.get(path);
			try {
				if (handler === undefined) throw new Error(`no switch ${path}`);
				const { params } = bodyOf(parseJson(body), "body");
				return { status: 200, body: { result: await handler(params) } };
			} catch (thrown) {
				return { status: 400, body: { error: String(thrown) } };
			}
		},
		"programs",
	);
};
