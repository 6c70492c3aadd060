// The rollup's switches over HTTP, for whoever runs the network in another process: POST /NAME with {"params": …},
// content type JSON; the answer is {"result": …} or, with status 400, {"error": words}. Not for pages: no CORS.
//
//   /sequencer   "run" "stop" "hold-origin": runs, and leaves deposits out for as long as L1 lets it
//   /batcher     "run" "stop": the sequencer goes on, and L1 overrules it when the window has passed
//   /proposer    "run" "stop" "lie"
//   /challenger  "run" "stop"
//   /relay       "run" "stop" "stale" "other-key" "altered" "conflicting"
//   /rpc         "run" "stop"
//   /balance     {"address", "wei"}: the public RPC names this balance, with the honest proof
//   /forge       {"address", "wei"}: a forged block with this balance, its root posted, its proofs served by the public RPC
//   /falseRoot   posts a false root of the newest block
//   /verifier    "run" "stop": an independent node; "run" is done when it has derived all of L1
//   /kill        the end of everything that the operator runs, for good; the verifier is left
//   /propose     posts the true root of the newest block that L1 decides, as a stranger, with the bond
//   /loseGame    {"game"}: attacked, not defended, over; takes a game's clock
//   /resolveGames  waits for the clocks of all games and ends them, as a stranger
//   /blacklist   {"game"}: nothing proved against it pays any more
//   /retireGames   nothing proved against any game so far pays any more
//   /pause       "on" "off": proving and finalizing
//   /upgradePortal  the portal's proxy runs other code from now on, which asks for a second more
//   /status
// What drops L1 blocks is L1's: its own switch "reorg".

import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { lieAboutBalance } from "./endpoint.ts";
import { openHttp, type Switchable } from "./http.ts";
import type { OpRollup } from "./rollup.ts";

const runOrStop = d.oneOf("run", "stop");
const sequencerModes = d.oneOf("run", "stop", "hold-origin");
const onOrOff = d.oneOf("on", "off");
const oneGame = d.record({ game: d.address });
const runStopOrLie = d.oneOf("run", "stop", "lie");
const relayModes = d.oneOf(
	"run",
	"stop",
	"stale",
	"other-key",
	"altered",
	"conflicting",
);
const holding = d.record({ address: d.address, wei: d.bigDecimal });
const bodyOf = d.record({ params: d.anything });

type Handler = (params: unknown) => Promise<Json>;

const handlersOf = (rollup: OpRollup): ReadonlyMap<string, Handler> =>
	new Map<string, Handler>([
		[
			"/sequencer",
			async (raw) => {
				const mode = sequencerModes(raw, "params");
				rollup.sequencer.holdOrigin(mode === "hold-origin");
				if (mode === "stop") rollup.sequencer.stop();
				else rollup.sequencer.start();
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
		["/falseRoot", () => rollup.games.proposeFalse()],
		[
			"/verifier",
			async (raw) => {
				if (runOrStop(raw, "params") === "run") await rollup.verifier.start();
				else await rollup.verifier.stop();
				return rollup.verifier.rpcUrl;
			},
		],
		[
			"/kill",
			async () => {
				await rollup.killEverythingButVerifier();
				return rollup.verifier.rpcUrl;
			},
		],
		["/propose", () => rollup.games.propose()],
		[
			"/loseGame",
			async (raw) => {
				await rollup.games.lose(oneGame(raw, "params").game);
				return null;
			},
		],
		["/resolveGames", () => rollup.games.resolveAll()],
		[
			"/blacklist",
			async (raw) => {
				await rollup.guardian.blacklist(oneGame(raw, "params").game);
				return null;
			},
		],
		[
			"/retireGames",
			async () => {
				await rollup.guardian.retireGames();
				return null;
			},
		],
		[
			"/pause",
			async (raw) => {
				if (onOrOff(raw, "params") === "on") await rollup.guardian.pause();
				else await rollup.guardian.unpause();
				return null;
			},
		],
		["/upgradePortal", () => rollup.guardian.upgradePortal()],
		[
			"/status",
			async () => {
				const { block, origin, sequenced } = rollup.node.head();
				return {
					block: { number: block.number, hash: block.hash },
					l1Origin: { number: origin.number, hash: origin.hash },
					sequenced,
					safe: rollup.node.safe(),
					verifier: rollup.verifier.isRunning()
						? {
								rpc: rollup.verifier.rpcUrl,
								safe: rollup.verifier.node().safe(),
								l1: rollup.verifier.node().derivedFrom().number,
							}
						: null,
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
				const { params } = bodyOf(d.parseJson(body), "body");
				return { status: 200, body: { result: await handler(params) } };
			} catch (thrown) {
				return { status: 400, body: { error: String(thrown) } };
			}
		},
		"programs",
	);
};
