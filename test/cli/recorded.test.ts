// `sextant balance ADDRESS --chain …` as a process of its own, over HTTP, against recordings of live chains. The recordings lack the
// committee's keys, so a committee of the test signs a beacon block over the state root, by the network's own rules, and the command
// is given its checkpoint and the clock of that day. Two L1s are served of each recording:
//
// - as it was recorded, under the recorded state root: the rules read more of L1 than was recorded, and the command has to refuse;
// - completed: the same accounts and slots, and made ones for what was not recorded, under a root that is therefore made too.
//   The layer 2's node has what was recorded and nothing else. Account, nonce, code hash and slots are compared with the recording.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/base/immutable.ts";
import { decodeEvidence } from "../../src/evidence/evidence.ts";
import { checkEvidence } from "../../src/receipt/check.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { type Chance, chance } from "../conformance/chance.ts";
import { listFiles } from "../conformance/files.ts";
import {
	type Recording,
	recordingIn,
} from "../conformance/l2-chain/recording.ts";
import { fieldsIn } from "../conformance/state-l1/case.ts";
import { readDocument } from "../conformance/state-l1/document.ts";
import { shippedKernel } from "../kernel.ts";
import { bundleOf } from "../network/l1/bundle.ts";
import { arbitrumWorld } from "./recorded/arbitrum.ts";
import { signedChain } from "./recorded/chain.ts";
import { lineaWorld } from "./recorded/linea.ts";
import { opWorld } from "./recorded/op.ts";
import { executionOf, serveBeacon, serveRpc } from "./recorded/serve.ts";
import { starknetWorld } from "./recorded/starknet.ts";
import type { ServedState } from "./recorded/state.ts";
import { asRecorded, type RecordedWorld, stateOf } from "./recorded/world.ts";

const vectors = join(
	process.env.SEXTANT_VECTORS ??
		fileURLToPath(new URL("../../../shared/vectors", import.meta.url)),
	"l2-chain",
);
const isThere = existsSync(vectors);
if (!isThere)
	console.log(`no recordings at ${vectors}: their tests are skipped`);

const worlds: {
	readonly [family: string]: (recording: Recording) => RecordedWorld | null;
} = {
	linea: lineaWorld,
	arbitrum: arbitrumWorld,
	starknet: starknetWorld,
	op: opWorld,
};

const recordings: readonly Recording[] = isThere
	? listFiles(vectors).flatMap((file) => {
			const found = recordingIn(file.path, readDocument(file)?.value);
			return found === null ? [] : [found];
		})
	: [];

const clock = fileURLToPath(new URL("./recorded/clock.mjs", import.meta.url));
const program = isThere
	? bundleOf(new URL("../../src/cli/main.ts", import.meta.url))
	: null;

const folders: string[] = [];
afterAll(async () => {
	for (const folder of folders) await rm(folder, { recursive: true });
});

type Ran = {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
};

/** @param pace how much faster than the clock its ticks are: three minutes of patience are six seconds at 30 */
const run = async (
	args: readonly string[],
	nowMs: number,
	pace: number,
): Promise<Ran> => {
	const path = fileURLToPath((await program) ?? "");
	const child = spawn(
		process.execPath,
		["--import", clock, path, "balance", ...args],
		{
			stdio: ["ignore", "pipe", "pipe"],
			env: {
				PATH: process.env.PATH,
				SEXTANT_TEST_NOW_MS: String(nowMs),
				SEXTANT_TEST_PACE: String(pace),
			},
		},
	);
	let out = "";
	let err = "";
	child.stdout.on("data", (part: Buffer) => {
		out += part.toString();
	});
	child.stderr.on("data", (part: Buffer) => {
		err += part.toString();
	});
	const code = await new Promise<number | null>((done, fail) => {
		child.once("error", fail);
		child.once("close", done);
	});
	return { code, out, err };
};

const proofParts = ["accountProof", "proofRelatedNodes", "nodes"];

/** Places of the nodes of proofs in an answer. */
const nodesIn = (
	json: Json | undefined,
	path: readonly (string | number)[] = [],
	isProof = false,
): readonly (readonly (string | number)[])[] => {
	if (typeof json === "string")
		return isProof && json.length > 60 ? [path] : [];
	if (typeof json !== "object" || json === null) return [];
	return Object.entries(json).flatMap(([name, part]) =>
		nodesIn(part, [...path, name], isProof || proofParts.includes(name)),
	);
};

/** The answer with one digit of one node changed, where it has nodes. */
const withLie = (json: Json | undefined, dice: Chance): Json | undefined => {
	const places = nodesIn(json);
	if (json === undefined || places.length === 0) return json;
	const place = dice.pick(places);
	const put = (part: Json, [name, ...rest]: typeof place): Json => {
		if (name === undefined) {
			const text = String(part);
			const at = text.length - 1 - dice.below(40);
			const other = text[at] === "0" ? "1" : "0";
			return text.slice(0, at) + other + text.slice(at + 1);
		}
		if (Array.isArray(part))
			return part.map((one: Json, i) =>
				String(i) === String(name) ? put(one, rest) : one,
			);
		const fields = fieldsIn(part);
		return { ...fields, [name]: put(fields[name] ?? null, rest) };
	};
	return put(json, place);
};

/** The command over nodes of this L1 and of the recording's layer 2. */
const ask = async (
	world: RecordedWorld,
	at: Pick<RecordedWorld, "network" | "chain"> & { readonly watched?: object },
	state: ServedState,
	pace: number,
) => {
	const folder = await mkdtemp(join(tmpdir(), "sextant-recorded-"));
	folders.push(folder);
	const { number, timeS } = world;
	const { network, chain: named } = at;
	const chain = signedChain(network, { stateRoot: state.root, number, timeS });
	const beacon = await serveBeacon(chain);
	const l1 = await serveRpc(
		executionOf(
			network.chainId,
			chain.blocks.map((block) => ({ block, state })),
			world.l1More,
		),
	);
	const l2 = await serveRpc(world.l2);
	const file = JSON.stringify({
		format: "sextant-network-1",
		l1: network,
		rollups: [],
		...(at.watched === undefined ? {} : { watched: [at.watched] }),
	});
	const network_ = join(folder, "network.json");
	const evidence = join(folder, "evidence.json");
	await writeFile(network_, file);
	try {
		const ran = await run(
			[
				world.address,
				...["--network", network_, "--checkpoint", chain.checkpoint],
				...["--beacon", beacon.url, "--execution", l1.url],
				...["--chain", named, "--l2-execution", l2.url],
				...["--evidence", evidence, "--json"],
			],
			chain.nowMs,
			pace,
		);
		return { ...ran, chain, file, evidence, missing: l1.missing, l2: l2.asked };
	} finally {
		for (const node of [beacon, l1, l2]) await node.close();
	}
};

describe.skipIf(!isThere)("sextant balance over a recording", () => {
	for (const recording of recordings) {
		const { path, family } = recording;
		const open = Object.hasOwn(worlds, family) ? worlds[family] : undefined;
		if (open === undefined) {
			test.skip(`${path}: chains of "${family}" are not served here`, () => {});
			continue;
		}
		let world: RecordedWorld | null;
		try {
			world = open(recording);
		} catch (thrown) {
			// one that cannot be read is a case that fails, and no silence
			test(`${path}: can be served`, () => {
				throw thrown;
			});
			continue;
		}
		if (world === null) {
			test.skip(`${path}: of no chain that ships, of a day before its pins, or without what a root is read from`, () => {});
			continue;
		}
		const { expected } = world;
		const served = world;

		const check = async ({
			out,
			evidence,
			file,
			chain,
		}: Awaited<ReturnType<typeof ask>>): Promise<void> => {
			if (expected.is === "roots") throw new Error("no account was recorded");
			const { conclusions } = await checkEvidence(
				decodeEvidence(await readFile(evidence, "utf8")),
				{
					kernel: shippedKernel,
					networks: [decodeNetworkFile(file)],
					anchors: [chain.checkpoint],
				},
			);
			const printed: Json = JSON.parse(out);
			expected.check(printed, conclusions);
		};

		test(`${path}: under the recorded root, refuses what the recording does not prove`, async () => {
			const state = asRecorded(recording);
			const asked = await ask(served, served, state, 30);
			const { code, out, err, evidence, missing } = asked;
			// a recording that has all that the rules read is proved as it is
			if (missing.length === 0) {
				expect(code, err).toBe(0);
				await check(asked);
				return;
			}
			expect(code, err).toBe(1);
			expect(err).toContain("not recorded");
			expect(err).toContain("unavailable, rpc-error: ");
			expect([out, existsSync(evidence)]).toEqual(["", false]);
		}, 120_000);

		if (expected.is === "account")
			test(`${path}: over an L1 that is completed, proves the account as it was recorded`, async () => {
				const at = served.own ?? served;
				const asked = await ask(served, at, stateOf(served), 1);
				expect(asked.code, asked.err).toBe(0);
				await check(asked);
			}, 240_000);
		if (expected.is === "account")
			test(`${path}: refuses a lie of the layer 2's node about one node of a proof, and says nothing of the account`, async () => {
				const dice = chance(14, path);
				const lying = {
					...served,
					l2: (method: string, params: readonly Json[]) =>
						withLie(served.l2(method, params), dice),
				};
				const at = served.own ?? served;
				const asked = await ask(lying, at, stateOf(served), 30);
				expect(asked.code, asked.err).toBe(1);
				expect([asked.out, existsSync(asked.evidence)]).toEqual(["", false]);
				expect(asked.err).toMatch(
					/disproved, (proof-value|mpt-node|l2-account): /,
				);
			}, 120_000);
		else
			test(`${path}: over an L1 that is completed, comes to the recorded roots of the layer 2's states and refuses there`, async () => {
				const asked = await ask(served, served, stateOf(served), 30);
				const { code, out, err, l2, evidence } = asked;
				expect(code, err).toBe(1);
				expect([out, existsSync(evidence)]).toEqual(["", false]);
				expect(err).toContain("not recorded");
				const blocks = l2.flatMap((call) =>
					call.startsWith("eth_getBlockByNumber")
						? [Number(JSON.parse(call.split(" ")[1] ?? "[]")[0])]
						: [],
				);
				// each is a block of which the recording's hash, state root and withdrawals' root make the output root that L1 has
				expect(blocks.length).toBeGreaterThan(0);
				for (const block of blocks) expect(expected.blocks).toContain(block);
			}, 120_000);
	}
});
