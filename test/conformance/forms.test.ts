// The forms that the topics' READMEs describe, with data made here: each is found by its format and passes, and each is
// reported when it is wrong.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { compress } from "snappyjs";
import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { hashTreeRoot, jsonToSsz, sszToJson } from "../../src/base/ssz.ts";
import { ethereumDst } from "../../src/crypto/noble.ts";
import { knownNetworks, type L1Network } from "../../src/l1/network.ts";
import { type EncodedObject, typesOf } from "../../src/l1/spec.ts";
import { type MadeChain, madeNetwork, makeChain } from "../l1/made.ts";
import { bls } from "./bls.ts";
import { filesOf } from "./files.ts";
import { lcMainnet } from "./lc-mainnet.ts";
import { lcSpec } from "./lc-spec.ts";
import { digestsOf } from "./networks.ts";
import type { CaseResult, Topic, VectorFile } from "./topic.ts";

const file = (path: string, content: string | Uint8Array): VectorFile => ({
	path,
	bytes: () => (typeof content === "string" ? utf8(content) : content.slice()),
});

const run = async (
	topic: Topic,
	files: readonly VectorFile[],
	mutations = 4,
): Promise<readonly CaseResult[]> => {
	const results: CaseResult[] = [];
	for await (const result of topic.run(files, { seed: 7, mutations }))
		results.push(result);
	return results;
};

const outcomes = (results: readonly CaseResult[]) =>
	results.map(({ outcome }) => outcome);

// --- lc-spec

const digestOf = (network: L1Network, fork: string): string => {
	const found = [...digestsOf(network)].find(([, name]) => name === fork);
	if (found === undefined) throw new Error(`no digest of ${fork}`);
	return found[0];
};

const configOf = (network: L1Network, preset: string): string =>
	[
		`PRESET_BASE: '${preset}'`,
		"SECONDS_PER_SLOT: 6",
		...network.forks.flatMap(({ name, version, epoch }) => [
			`${name.toUpperCase()}_FORK_VERSION: ${version}`,
			`${name.toUpperCase()}_FORK_EPOCH: ${epoch}`,
		]),
	].join("\n");

const syncCase = (
	folder: string,
	chain: MadeChain,
	checks: { readonly finalized: number; readonly optimistic: number },
): readonly VectorFile[] => {
	const { network } = chain;
	const digest = digestOf(network, "electra");
	const [first, attested] = [16, 41];
	const update = chain.update("update", attested);
	const header = (slot: number) => {
		const { root, header: json } = chain.block(slot);
		const execution = (json as { readonly [key: string]: Json }).execution;
		return [
			`slot: ${slot}`,
			`beacon_root: '${root}'`,
			`execution_root: '${executionRoot(network, execution ?? null)}'`,
		].join(", ");
	};
	return [
		file(
			`${folder}/meta.yaml`,
			`genesis_validators_root: '${network.genesisValidatorsRoot}'
trusted_block_root: '${chain.block(first).root}'
bootstrap_fork_digest: '${digest}'
store_fork_digest: '${digest}'
`,
		),
		file(`${folder}/config.yaml`, configOf(network, network.preset)),
		file(
			`${folder}/bootstrap.ssz_snappy`,
			compress(chain.bootstrap(first).ssz),
		),
		file(`${folder}/some_update.ssz_snappy`, compress(update.ssz)),
		file(
			`${folder}/steps.yaml`,
			`- process_update:
    update_fork_digest: '${digest}'
    update:
      some_update
    current_slot: ${attested + 1}
    checks:
      finalized_header: {${header(checks.finalized)}}
      optimistic_header: {${header(checks.optimistic)}}
`,
		),
	];
};

const executionRoot = (network: L1Network, execution: Json): string => {
	const header = typesOf(network, "electra").header;
	const type = header.kind === "container" ? header.fields[1]?.[1] : undefined;
	if (type === undefined) throw new Error("no execution in the header");
	return toHex(hashTreeRoot({ type, bytes: jsonBytes(type, execution) }));
};

const jsonBytes = (type: Parameters<typeof jsonToSsz>[0], json: Json) =>
	jsonToSsz(type, json, "");

describe("lc-spec finds", () => {
	const chain = makeChain();

	it("a sync case in any folder, also with the mainnet preset", async () => {
		const mainnet = makeChain({
			network: { ...madeNetwork, preset: "mainnet" },
			finalizedAt: (slot) => (slot > 24 ? 24 : 0),
		});
		for (const own of [chain, mainnet])
			expect(
				outcomes(
					await run(
						lcSpec,
						syncCase("some/where", own, { finalized: 24, optimistic: 41 }),
					),
				),
			).toEqual(["passed"]);
	}, 60_000);

	it("a sync case whose header is another, and fails it", async () => {
		const [result] = await run(
			lcSpec,
			syncCase("x", chain, { finalized: 32, optimistic: 41 }),
		);
		expect(result).toMatchObject({ outcome: "failed" });
		expect(result?.reason).toContain("finalized_header slot is 24");
	});

	const ranking = (slots: readonly number[]) =>
		slots.map((slot, i) =>
			file(
				`r/updates_${i}.ssz_snappy`,
				compress(chain.update("update", slot).ssz),
			),
		);

	it("a ranking, and fails one in the wrong order", async () => {
		expect(outcomes(await run(lcSpec, ranking([41, 42, 43])))).toEqual([
			"passed",
		]);
		expect(outcomes(await run(lcSpec, ranking([41, 43, 42])))).toEqual([
			"failed",
		]);
	});

	it("containers to encode again, with their roots", async () => {
		const encoded = chain.update("finality", 41);
		const type = typesOf(madeNetwork, "electra").finality;
		const root = toHex(hashTreeRoot({ type, bytes: encoded.ssz }));
		const files = (stated: string) => [
			file(
				"electra/LightClientFinalityUpdate/case_0/serialized.ssz_snappy",
				compress(encoded.ssz),
			),
			file(
				"electra/LightClientFinalityUpdate/case_0/roots.yaml",
				`{root: '${stated}'}`,
			),
		];
		expect(outcomes(await run(lcSpec, files(root)))).toEqual(["passed"]);
		expect(outcomes(await run(lcSpec, files(`0x${"00".repeat(32)}`)))).toEqual([
			"failed",
		]);
	});

	it("what a full node collects, and says that it is not ours", async () => {
		expect(
			outcomes(
				await run(lcSpec, [
					file("c/steps.yaml", "[]"),
					file("c/initial_state.ssz_snappy", compress(Uint8Array.of(1))),
				]),
			),
		).toEqual(["unsupported"]);
	});
});

// --- lc-mainnet

describe("lc-mainnet finds", () => {
	const [mainnet] = knownNetworks;
	if (mainnet === undefined) throw new Error("no mainnet");
	const slot = 14_000_000 - (14_000_000 % 32);
	const chain = makeChain({ network: mainnet, finalizedAt: () => 0 });
	const bootstrap: EncodedObject = chain.bootstrap(slot);
	const { root } = chain.block(slot);

	it("a bootstrap behind recorded HTTP headers, held against the root it was asked by", async () => {
		const http = (asked: string) =>
			file(
				`any/bootstrap_${asked}.http`,
				concat(
					utf8(
						`HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nEth-Consensus-Version: fulu\r\n\r\n`,
					),
					bootstrap.ssz,
				),
			);
		expect(outcomes(await run(lcMainnet, [http(root)]))).toEqual(["passed"]);
		const [wrong] = await run(lcMainnet, [http(`0x${"11".repeat(32)}`)]);
		expect(wrong).toMatchObject({ outcome: "failed" });
		expect(wrong?.reason).toContain("bootstrap-root");
	}, 60_000);

	it("a bootstrap as bare SSZ, as JSON and as portal content", async () => {
		const json = sszToJson({
			type: typesOf(mainnet, bootstrap.fork).bootstrap,
			bytes: bootstrap.ssz,
		});
		const content = {
			content_key: `0x10${root.slice(2)}`,
			content_value: toHex(
				concat(
					fromHex(digestOf(mainnet, "fulu") as `0x${string}`),
					bootstrap.ssz,
				),
			),
		};
		const results = await run(lcMainnet, [
			file("a.ssz", bootstrap.ssz),
			file("b.json", JSON.stringify({ version: "fulu", data: json })),
			file("c.json", JSON.stringify([{ deep: json }])),
			file(
				"d.yaml",
				`- content_key: "${content.content_key}"\n  content_value: "${content.content_value}"\n`,
			),
		]);
		expect(outcomes(results)).toEqual(["passed", "passed", "passed", "passed"]);
	}, 60_000);

	it("a bootstrap with a key of the committee changed, and fails it", async () => {
		const damaged = bootstrap.ssz.slice();
		const at = damaged.length - 6 * 32 - 200;
		damaged[at] = (damaged[at] ?? 0) ^ 1;
		expect(outcomes(await run(lcMainnet, [file("a.ssz", damaged)]))).toEqual([
			"failed",
		]);
	}, 60_000);

	it("nothing in files of other kinds", async () => {
		expect(
			await run(lcMainnet, [
				file("README.md", "# words"),
				file("x.json", "[1, 2]"),
				file("y.ssz", Uint8Array.of(1, 2, 3)),
				file("z.bin", new Uint8Array(0)),
			]),
		).toEqual([]);
	});
});

// --- bls

describe("bls finds", () => {
	const { G1, G2, longSignatures, fields } = bls12_381;
	const message = new Uint8Array(32).fill(5);
	const secrets = [3n, 4n, 5n];
	const keys = secrets.map((secret) => G1.Point.BASE.multiply(secret));
	const hashed = longSignatures.hash(message, ethereumDst);
	const signatures = secrets.map((secret) => hashed.multiply(secret));
	const hexes = (points: readonly { toBytes: () => Uint8Array }[]) =>
		points.map((point) => toHex(point.toBytes()));
	const suite = (path: string, input: unknown, output: unknown) =>
		file(path, JSON.stringify({ input, output }));
	const text = toHex(message);

	it("each suite by the fields of its input", async () => {
		const sumKey = keys.reduce((a, b) => a.add(b));
		const sumSignature = signatures.reduce((a, b) => a.add(b));
		const [key = ""] = hexes(keys);
		const [signature = ""] = hexes(signatures);
		const [aggregate = ""] = hexes([sumSignature]);
		const infinity = `0xc0${"00".repeat(95)}`;
		const secret = `0x${"03".padStart(64, "0")}`;
		const results = await run(bls, [
			suite("a.json", hexes(signatures), aggregate),
			suite("b.json", [], null),
			suite("c.json", hexes(keys), hexes([sumKey])[0]),
			suite("d.json", { pubkey: key, message: text, signature }, true),
			suite(
				"e.json",
				{ pubkey: key, message: text, signature: aggregate },
				false,
			),
			suite(
				"f.json",
				{
					pubkeys: hexes(keys),
					messages: [text, text, text],
					signatures: hexes(signatures),
				},
				true,
			),
			suite(
				"g.json",
				{
					pubkeys: hexes(keys),
					messages: [text, text, text],
					signature: aggregate,
				},
				true,
			),
			suite(
				"h.json",
				{ pubkeys: hexes(keys), message: text, signature: aggregate },
				true,
			),
			suite("i.json", { privkey: secret, message: text }, signature),
			suite("j.json", { privkey: `0x${"00".repeat(32)}`, message: text }, null),
			suite("k.json", { pubkey: key }, true),
			suite("k2.json", { pubkey: "0xabc" }, false),
			suite("a2.json", [infinity], infinity),
			suite("a3.json", [`0xc0${"00".repeat(47)}`], null),
			suite("eth_aggregate_pubkeys/a4.json", [], null),
			suite("l.json", { signature: `0x${"ff".repeat(96)}` }, false),
			suite(
				"eth_fast_aggregate_verify/m.json",
				{ pubkeys: [], message: text, signature: infinity },
				true,
			),
			suite(
				"fast_aggregate_verify/n.json",
				{ pubkeys: [], message: text, signature: infinity },
				false,
			),
			file(
				"o.yaml",
				`input:\n  pubkey: '${key}'\n  message: '${text}'\n  signature: '${signature}'\noutput: true\n`,
			),
		]);
		expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
		expect(results).toHaveLength(19);
		expect(
			results.reduce((sum, { refused }) => sum + (refused ?? 0), 0),
		).toBeGreaterThan(10);
	}, 60_000);

	it("a wrong output, and fails it", async () => {
		expect(
			outcomes(
				await run(bls, [
					suite("a.json", hexes(signatures), null),
					suite("b.json", { pubkey: hexes(keys)[0] }, false),
				]),
			),
		).toEqual(["failed", "failed"]);
	});

	it("multiples of the generators, compressed or not", async () => {
		const multiples = (
			group: "G1" | "G2",
			compressed: boolean,
			damage = false,
		) => {
			const points = Array.from({ length: 6 }, (_, i) =>
				group === "G1"
					? G1.Point.BASE.multiplyUnsafe(BigInt(i))
					: G2.Point.BASE.multiplyUnsafe(BigInt(i)),
			);
			const bytes = concat(...points.map((point) => point.toBytes(compressed)));
			if (damage) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
			return file(`${group} ${compressed} ${damage}.dat`, bytes);
		};
		expect(
			outcomes(
				await run(bls, [
					multiples("G1", true),
					multiples("G1", false),
					multiples("G2", true),
					multiples("G2", false),
					multiples("G1", true, true),
				]),
			),
		).toEqual(["passed", "passed", "passed", "passed", "failed"]);
	});

	it("precompile cases by their lengths", async () => {
		const pad = (value: bigint) => value.toString(16).padStart(128, "0");
		const g1 = (point: (typeof keys)[number]) => {
			const { x, y } = point.toAffine();
			return pad(x) + pad(y);
		};
		const g2 = (point: (typeof signatures)[number]) => {
			const { x, y } = point.toAffine();
			return pad(x.c0) + pad(x.c1) + pad(y.c0) + pad(y.c1);
		};
		const [a, b, c] = keys;
		if (a === undefined || b === undefined || c === undefined)
			throw new Error("three keys");
		const scalar = (value: bigint) => value.toString(16).padStart(64, "0");
		const minus = G1.Point.BASE.negate();
		const cases = [
			{ Name: "add", Input: g1(a) + g1(b), Expected: g1(a.add(b)) },
			{ Name: "msm", Input: g1(a) + scalar(7n), Expected: g1(a.multiply(7n)) },
			{
				Name: "pairing",
				Input:
					g1(a) +
					g2(G2.Point.BASE) +
					g1(minus) +
					g2(G2.Point.BASE.multiply(3n)),
				Expected: scalar(1n),
			},
			{
				Name: "g2 add",
				Input: g2(G2.Point.BASE) + g2(G2.Point.BASE),
				Expected: g2(G2.Point.BASE.double()),
			},
			{
				Name: "fail g1 add of no field element",
				Input: pad(fields.Fp.ORDER) + pad(1n) + g1(b),
				ExpectedError: "invalid",
			},
		];
		expect(
			outcomes(
				await run(bls, [
					file("p.json", JSON.stringify(cases)),
					file("q.json", JSON.stringify([{ ...cases[0], Expected: g1(a) }])),
					file(
						"r.json",
						JSON.stringify([{ Name: "odd", Input: "00", ExpectedError: "x" }]),
					),
				]),
			),
		).toEqual(["passed", "failed", "unsupported"]);
	});

	it("signatures by line", async () => {
		const dst = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";
		const line = (own: Uint8Array) => {
			const signature = longSignatures.hash(own, dst).multiply(3n);
			return `${"03".padStart(64, "0")}:${toHex(own).slice(2)}:${toHex(signature.toBytes()).slice(2)}`;
		};
		const good = [line(message), line(new Uint8Array(0))].join("\n");
		expect(
			outcomes(
				await run(
					bls,
					[file("s.txt", good), file("t.txt", good.replace("0505", "0506"))],
					8,
				),
			),
		).toEqual(["passed", "failed"]);
	});
});

describe("a folder of vectors", () => {
	it("is laid out by topic, or by nothing at all", () => {
		const byTopic = [file("lc-spec/a", ""), file("bls/b", ""), file("c", "")];
		const names = ["lc-spec", "bls"];
		expect(filesOf("bls", names, byTopic).map(({ path }) => path)).toEqual([
			"bls/b",
		]);
		const free = [file("x/a", ""), file("y/b", "")];
		expect(filesOf("bls", names, free)).toHaveLength(2);
	});
});
