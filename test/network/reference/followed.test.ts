// The wallet's reader of the reference rollup on the real one: contracts and blobs on the whole L1, proofs of the real
// circuit. L1's headers are taken as signed here, for the light client has its own tests.

import { afterAll, beforeAll, expect, test } from "vitest";
import { fromHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { signMessage } from "../../../src/crypto/baby-jubjub.ts";
import { knownNetworks } from "../../../src/l1/network.ts";
import type { Head } from "../../../src/l1/values.ts";
import {
	openReferenceNode,
	type ReferenceNode,
} from "../../../src/l2/reference/checks/node.ts";
import {
	noOperation,
	operationMessage,
} from "../../../src/l2/reference/checks/operation.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../src/l2/reference/checks/profile.ts";
import { openRecheck } from "../../../src/l2/reference/checks/recheck.ts";
import {
	type ReferenceRollup as Followed,
	openReference,
} from "../../../src/l2/reference/runtime/following.ts";
import { openBlobNode } from "../../../src/source/blobs.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import { openCapture } from "../../../src/state/capture.ts";
import { decodeHeader, headerOfHead } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { Header } from "../../../src/state/values.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { shippedKernel } from "../../kernel.ts";
import { type Network, startNetwork } from "../network.ts";
import { sleep } from "../op/rpc.ts";
import { withholdData } from "./lies.ts";
import { type ReferenceRollup, startReferenceRollup } from "./rollup.ts";
import { testDeposits, testSecret } from "./test-keys.ts";

const fetch = openFetch({ permitted: async () => true });
const deposits = testDeposits(2);
const [mainnet] = knownNetworks;
if (mainnet === undefined) throw new Error("no network");

let network: Network;
let rollup: ReferenceRollup;
let profile: ReferenceProfile;
let l1Pool: Pool<Execution>;
let l2: Pool<ReferenceNode>;
let checks = 0;

const nobody = () => new Fault("not-followed", "no endpoint");

beforeAll(async () => {
	let tell = (_: readonly string[]): void => undefined;
	const beacon = new Promise<readonly string[]>((resolve) => {
		tell = resolve;
	});
	let starting: Promise<ReferenceRollup> | undefined;
	network = await startNetwork({
		slotSeconds: 1,
		onSpawn: ({ execution, referenceDeployer }) => {
			starting = startReferenceRollup({
				l1Rpc: execution,
				beacon,
				deployerKey: referenceDeployer.privateKey,
				accounts: deposits,
				port: 25_000,
				onProblem: (thrown) => console.error("background:", thrown),
			});
			starting.catch(() => undefined);
		},
	});
	tell(network.endpoints.beacon);
	if (starting === undefined) throw new Error("not started");
	rollup = await starting;
	// The made heads below are of a known network: the profile says so too.
	profile = referenceV1(
		{ ...rollup.profile, l1: mainnet.name, l1ChainId: mainnet.chainId },
		"profile",
	);
	const ports = { fetch, clock: webClock };
	const l1 = { name: "L1", url: network.endpoints.execution };
	const node = { name: "node", url: rollup.rpcUrl };
	l1Pool = openPool(
		[{ name: l1.name, client: openExecution(ports, l1) }],
		nobody,
	);
	l2 = openPool(
		[{ name: node.name, client: openReferenceNode(ports, node) }],
		nobody,
	);
}, 300_000);

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

const follow = (): Followed =>
	openReference({
		profile,
		l1: openCapture({ pool: l1Pool, clock: webClock }),
		l1Pool,
		l2,
		recheck: openRecheck({
			checkGroth16: (question) => {
				checks++;
				return shippedKernel.checkGroth16(question);
			},
		}),
		blobs: {
			pool: openPool(
				network.endpoints.beacon.map((url, i) => {
					const endpoint = { name: `beacon ${i}`, url };
					const ports = { fetch, clock: webClock };
					return { name: endpoint.name, client: openBlobNode(ports, endpoint) };
				}),
				nobody,
			),
			slotAt: (timeS) =>
				Math.floor((timeS - network.genesisTimeS) / network.slotSeconds),
		},
	});

/** L1's newest header, as if two thirds had signed it. */
const newestHeader = (): Promise<Verified<Header>> =>
	l1Pool.first(async ({ client }) => {
		const { value } = await client.header("latest");
		const fields = decodeHeader(fromHex(value.rlp));
		const root = wordHex(0n);
		const checkpoint = conclude(
			"checkpoint",
			[],
			{ network: mainnet, root },
			null,
		);
		const head = conclude<Head>(
			"lc-head",
			[checkpoint],
			{
				network: mainnet,
				finality: "final",
				slot: fields.blockNumber,
				root,
				stateRoot: root,
				parentRoot: root,
				timeS: fields.timestampS,
				signatureSlot: fields.blockNumber + 1,
				signed: 400,
				of: 512,
				execution: { blockHash: fields.hash, payload: null },
			},
			null,
		);
		return headerOfHead(head, value.rlp);
	});

/** Until the batch is proven and rechecked. */
const proven = async (batch: number): Promise<void> => {
	const end = Date.now() + 200_000;
	for (;;) {
		const header = await newestHeader();
		// The node may learn of L1's newest block after the wallet does.
		const { root, unchecked } = await followed.newest(header);
		if (root.value.blockNumber >= batch && unchecked === null) return;
		if (Date.now() > end) {
			const { value } = await l2.first(({ client }) => client.status());
			throw new Error(
				`in vain: batch ${batch}, ${JSON.stringify(value)}, ${unchecked?.message}`,
			);
		}
		await sleep(500);
	}
};

let followed: Followed;

test("the deposits of the start are under a root that was rechecked", async () => {
	followed = follow();
	await proven(1);
	const { root, unchecked, failed, notes, data, unread } =
		await followed.newest(await newestHeader());
	expect([unchecked, failed, notes, unread]).toEqual([null, null, [], []]);
	expect(root.value.grade).toMatchObject({
		who: "accepted",
		validity: "rechecked",
	});
	expect(root.value.recheck).toMatchObject({
		program: profile.program.hash,
		from: { batch: 0 },
		proofs: root.value.blockNumber,
	});
	expect(data[0]?.value.operations.length).toBe(2);
	for (const { owner, key, amountWei } of deposits) {
		const account = await followed.account(root, { owner });
		expect(account?.value).toMatchObject({
			owner: owner.toLowerCase(),
			ax: wordHex(key.x),
			ay: wordHex(key.y),
			balanceWei: amountWei,
			nonce: 0,
			exists: true,
		});
	}
}, 240_000);

test("a transfer signed by the wallet is proven, and its proof alone is checked anew", async () => {
	const before = await followed.newest(await newestHeader());
	const [from, to] = await Promise.all(
		deposits.map(({ owner }) => followed.account(before.root, { owner })),
	);
	if (!from || !to) throw new Error("no accounts");
	const operation = {
		...noOperation,
		kind: 2,
		from: from.value.index,
		to: to.value.index,
		amountWei: 12_345n,
		ax: to.value.ax,
		ay: to.value.ay,
	};
	const { nonce } = from.value;
	const message = operationMessage(profile.chainId, operation, nonce);
	const { r8x, r8y, s } = signMessage(testSecret(0), message);
	const id = await l2.first(({ client }) =>
		client.send({
			...operation,
			nonce,
			signature: { r8x: wordHex(r8x), r8y: wordHex(r8y), s: wordHex(s) },
		}),
	);
	expect(id.value).toBe(wordHex(message));
	const checked = checks;
	const batch = before.root.value.blockNumber + 1;
	await proven(batch);
	const after = await followed.newest(await newestHeader());
	expect(after.root.value).toMatchObject({
		blockNumber: batch,
		grade: { validity: "rechecked" },
		recheck: { proofs: batch },
	});
	expect(checks).toBe(checked + 1);
	expect(after.data[0]?.value.operations).toContainEqual(operation);
	const left = await followed.account(after.root, { index: operation.from });
	expect(left?.value).toMatchObject({
		balanceWei: from.value.balanceWei - 12_345n,
		nonce: nonce + 1,
	});
	const progress = await l2.first(({ client }) => client.operation(id.value));
	expect(progress.value).toEqual({ state: "proven", batch });
}, 240_000);

test("who begins later checks every proof, and reads the data from the beacon API where no node gives it", async () => {
	const checked = checks;
	const late = follow();
	rollup.rpc.setLie(withholdData);
	const { root, data, unread, unchecked } = await late.newest(
		await newestHeader(),
	);
	rollup.rpc.setLie(undefined);
	expect(unchecked).toBe(null);
	expect(checks - checked).toBe(root.value.blockNumber);
	expect(unread).toEqual([]);
	expect(data.map(({ value }) => value.batch)).toContain(1);
}, 240_000);
