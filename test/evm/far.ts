// A node some way off: every exchange takes its time, and nothing else is waited for. It answers the same question the same
// way, so that what is timed is the wallet and the way.

import type { Hex } from "../../src/base/bytes.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { type CallTools, provedStateOf } from "../../src/engine/calls.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import type { ProvedState } from "../../src/evm/prove.ts";
import type { EvmRules } from "../../src/evm/rules.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import {
	openExecution,
	type ProofRequest,
} from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Clock, Fetch } from "../../src/source/ports.ts";
import { openCapture } from "../../src/state/capture.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import { fetchOf, headOf, type MadeBlock, type Node } from "../state/chain.ts";

const rules: EvmRules = {
	chainId: 1,
	fork: "prague",
	blobFeeFraction: 5_007_716n,
	strange: [],
};

const clock: Clock = {
	nowMs: () => Date.now(),
	ticksMs: () => performance.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export type FarNode = {
	readonly blocks: readonly MadeBlock[];
	/** What it says that a call reads. */
	readonly accessList: readonly ProofRequest[];
	/** Its answers, once given. */
	readonly given: Map<string, Uint8Array>;
	readonly delayMs: number;
	/** Alters the answer to a question. */
	readonly lie?: Node["lie"];
};

export type FarState = {
	readonly state: ProvedState;
	readonly tools: CallTools;
	/** What was asked in each exchange, in their order. */
	readonly exchanges: readonly string[];
	/** A first proof, which takes no time, after which it is known what the node proves at all. */
	readonly warm: () => Promise<void>;
};

const url = "http://localhost:0";

/** The proofs of a wallet that knows nothing but the head. */
export const farState = (far: FarNode): FarState => {
	const head = far.blocks.at(-1);
	if (head === undefined) throw new Error("no head");
	const node: Node = {
		blocks: [...far.blocks],
		window: 1_000,
		asked: [],
		...(far.lie === undefined ? {} : { lie: far.lie }),
	};
	const near = fetchOf({ [url]: node });
	const exchanges: string[] = [];
	let isFar = true;
	const fetch: Fetch = async (request) => {
		const body = request.body ?? "";
		const methods = [...body.matchAll(/"method":"(\w+)"/g)].map(
			([, name = ""]) => name,
		);
		exchanges.push(methods.join(" "));
		if (isFar) await clock.sleep(far.delayMs);
		if (methods[0] === "eth_createAccessList") {
			const result = {
				accessList: far.accessList.map(({ address, slots }) => ({
					address,
					storageKeys: slots,
				})),
				gasUsed: "0x0",
			};
			const id = /"id":(\d+)/.exec(body)?.[1];
			return {
				status: 200,
				headers: {},
				bytes: utf8(JSON.stringify({ jsonrpc: "2.0", id: Number(id), result })),
			};
		}
		const name = body.replaceAll(/"id":\d+/g, "");
		const known = far.given.get(name);
		// the ids of a batch are told anew
		if (known !== undefined && !body.startsWith("[")) {
			const id = /"id":(\d+)/.exec(body)?.[1] ?? "0";
			const text = new TextDecoder()
				.decode(known)
				.replace(/"id":\d+/, `"id":${id}`);
			return { status: 200, headers: {}, bytes: utf8(text) };
		}
		const answer = await near(request);
		far.given.set(name, answer.bytes);
		return answer;
	};
	const pool = openPool(
		[
			{
				name: "N",
				client: openExecution({ fetch, clock }, { name: "N", url }),
			},
		],
		() => new Fault("not-followed", "no endpoint"),
	);
	const signed = headOf(head);
	const reader = openL1Reader({
		chainId: 1,
		slotMs: 12_000,
		clock,
		pool,
		capture: openCapture({ pool, clock }),
		headerCache: openHeaderCache(),
		head: () => signed,
		nextHead: (withinMs) => clock.sleep(withinMs),
	});
	const tools: CallTools = {
		...{ reader, pool, clock, kernel: nobleKernel },
		rules: () => rules,
	};
	return {
		state: provedStateOf(tools, "latest"),
		tools,
		exchanges,
		warm: async () => {
			const nobody: Hex = `0x${"0".repeat(40)}`;
			isFar = false;
			await reader.read([{ address: nobody, slots: [] }], "latest");
			isFar = true;
			exchanges.length = 0;
		},
	};
};
