// The reference rollup followed over a made L1 and made nodes, for tests that lie in one of them.

import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { openReferenceNode } from "../../../src/l2/reference/checks/node.ts";
import type { ReferenceProfile } from "../../../src/l2/reference/checks/profile.ts";
import { openRecheck } from "../../../src/l2/reference/checks/recheck.ts";
import { openReference } from "../../../src/l2/reference/runtime/following.ts";
import { openBlobNode } from "../../../src/source/blobs.ts";
import { openExecution } from "../../../src/source/execution.ts";
import { openPool } from "../../../src/source/pool.ts";
import type { Fetch } from "../../../src/source/ports.ts";
import { openCapture } from "../../../src/state/capture.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { shippedKernel } from "../../kernel.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../state/chain.ts";
import {
	anna,
	bert,
	deposit,
	l1World,
	type MadeBatch,
	type MadeNode,
	makeBatches,
	nodesOf,
	proveCall,
	timeS,
	transfer,
	profile as usual,
} from "./world.ts";

type Setup = {
	readonly profile?: ReferenceProfile;
	readonly batches?: readonly MadeBatch[];
	/** Batches already proven when L1 begins; the others come one a block. */
	readonly before?: number;
	readonly change?: (storage: { [key: Hex]: bigint }) => void;
	/** Blocks behind its head that the L1 node proves. */
	readonly window?: number;
	readonly nodes?: readonly Partial<MadeNode>[];
	/** The call that L1 was given for a batch, other than the true one. */
	readonly call?: (made: MadeBatch) => { to: Hex; input: Hex; fails?: boolean };
	readonly beacon?: (slot: number) => Json;
	/** Told before each proof is checked, with its number: a kernel may fail. */
	readonly checking?: (nth: number) => void;
};

export const steps = [
	[deposit(1, anna, 1000n)],
	[deposit(2, bert, 5n), transfer(1, 2, bert, 30n)],
	[transfer(2, 1, anna, 1n)],
];
export const honest = makeBatches(steps);

export const open = ({
	profile = usual,
	batches = honest,
	before = 0,
	change,
	window = 100,
	nodes: given = [{}],
	call = proveCall,
	beacon,
	checking,
}: Setup = {}) => {
	const worldAfter = (count: number): World =>
		l1World(batches.slice(0, count), change);
	const l1: Node = {
		blocks: [mine(worldAfter(before), null)],
		window,
		asked: [],
	};
	const transactions: { [number: number]: Hex } = {};
	let proven = before;
	/** A block, with the proof of the next batch in it if there is one. */
	const grow = () => {
		const made = batches[proven];
		if (made !== undefined) proven++;
		const block = mine(worldAfter(proven), l1.blocks.at(-1) ?? null, {
			transactions: 2,
			calls: made === undefined ? [] : [call(made)],
		});
		l1.blocks.push(block);
		if (made !== undefined)
			transactions[made.batch.number] = `${block.transactions[2]?.hash}` as Hex;
	};
	for (let i = before; i < batches.length + 2; i++) grow();
	const nodes: MadeNode[] = given.map((more) => ({
		batches,
		transactions,
		hasData: false,
		asked: [],
		...more,
	}));
	const rpc = fetchOf({ "http://localhost:1": l1 });
	const rollup = nodesOf(
		Object.fromEntries(
			nodes.map((node, i) => [`http://localhost:${10 + i}`, node]),
		),
	);
	const slots: number[] = [];
	const fetch: Fetch = async (request) => {
		const slot = /:3\/eth\/v1\/beacon\/blob_sidecars\/(\d+)$/.exec(
			request.url,
		)?.[1];
		if (slot !== undefined) {
			slots.push(Number(slot));
			const text = JSON.stringify(beacon?.(Number(slot)) ?? { data: [] });
			return {
				status: 200,
				headers: {},
				bytes: new TextEncoder().encode(text),
			};
		}
		return request.url === "http://localhost:1"
			? rpc(request)
			: rollup(request);
	};
	const clock = madeClock();
	const ports = { fetch, clock };
	const nobody = () => new Fault("not-followed", "no endpoint");
	const l1Pool = openPool(
		[
			{
				name: "L1",
				client: openExecution(ports, { name: "L1", url: "http://localhost:1" }),
			},
		],
		nobody,
	);
	const l2 = openPool(
		nodes.map((_, i) => {
			const endpoint = { name: `N${i}`, url: `http://localhost:${10 + i}` };
			return {
				name: endpoint.name,
				client: openReferenceNode(ports, endpoint),
			};
		}),
		nobody,
	);
	const beacons = openPool(
		[
			{
				name: "B",
				client: openBlobNode(ports, { name: "B", url: "http://localhost:3" }),
			},
		],
		nobody,
	);
	let checks = 0;
	const followed = openReference({
		profile,
		l1: openCapture({ pool: l1Pool, clock }),
		l1Pool,
		l2,
		recheck: openRecheck({
			checkGroth16: (question) => {
				checks++;
				checking?.(checks);
				return shippedKernel.checkGroth16(question);
			},
		}),
		blobs:
			beacon === undefined
				? null
				: {
						pool: beacons,
						slotAt: (at) => Math.floor((at - timeS(0)) / 12),
					},
	});
	const header = (back = 0) => {
		const top = l1.blocks.at(-1 - back);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, "final"), top.rlp);
	};
	return { followed, l1, l2, nodes, grow, header, checks: () => checks, slots };
};
