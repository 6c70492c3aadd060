import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { defaultOf, jsonToSsz, sszToJson } from "../../src/base/ssz.ts";
import {
	checkHeader,
	validateBootstrap,
	validateUpdate,
} from "../../src/l1/check.ts";
import {
	acceptCheckpoint,
	anchorAt,
	checkBootstrap,
	checkCheckpointHeader,
	checkHead,
	checkNextCommittee,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import type { ForkName, L1Network } from "../../src/l1/network.ts";
import {
	decodeBootstrap,
	decodeHeader,
	decodeUpdate,
	type EncodedObject,
	executionPayloadHeader,
	periodAtSlot,
	typesOf,
	type UpdateKind,
} from "../../src/l1/spec.ts";
import { fieldBranch } from "../conformance/blocks.ts";
import { shippedKernel } from "../kernel.ts";
import {
	type MadeChain,
	madeCommittee,
	madeNetwork,
	makeChain,
	type SignOptions,
} from "./made.ts";

type Tree = { [name: string]: Json };

const kernel = shippedKernel;

const signersAt = (chain: MadeChain, period: number, salt = "one") => {
	const { json } = madeCommittee(chain.network, salt, period);
	return {
		period,
		pubkeys: Uint8Array.from(json.pubkeys.flatMap((key) => [...fromHex(key)])),
		aggregatePubkey: fromHex(json.aggregate_pubkey),
	};
};

const validate = (
	chain: MadeChain,
	kind: UpdateKind,
	encoded: EncodedObject,
	options: {
		readonly currentSlot?: number;
		readonly leastSigners?: number;
		readonly period?: number;
		readonly network?: L1Network;
	} = {},
) => {
	const network = options.network ?? chain.network;
	const update = decodeUpdate(network, kind, encoded);
	return validateUpdate(
		network,
		signersAt(
			chain,
			options.period ?? periodAtSlot(network, update.signatureSlot),
		),
		update,
		{
			leastSigners: options.leastSigners ?? 22,
			currentSlot: options.currentSlot ?? null,
		},
		kernel,
	);
};

/** An update with some part of its JSON replaced. */
const changed = (
	chain: MadeChain,
	kind: UpdateKind,
	slot: number,
	change: (json: Tree) => void,
	options: SignOptions = {},
): EncodedObject => {
	const json = structuredClone(
		chain.update(kind, slot, options).json,
	) as unknown as Tree;
	change(json);
	return chain.encode(kind, slot, json);
};

const node = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;

/** One network for each fork that is in force from the start. */
const forkNetworks: readonly (readonly [ForkName, L1Network])[] = (
	[
		"altair",
		"bellatrix",
		"capella",
		"deneb",
		"electra",
		"fulu",
		"gloas",
	] as const
).map((last) => {
	const names: ForkName[] = [
		"altair",
		"bellatrix",
		"capella",
		"deneb",
		"electra",
		"fulu",
		"gloas",
	];
	return [
		last,
		{
			...madeNetwork,
			forks: names
				.slice(0, names.indexOf(last) + 1)
				.map((name, i) => ({ name, version: `0x0${i}000001`, epoch: 0 })),
		},
	];
});

describe("an update of each fork", () => {
	for (const [fork, network] of forkNetworks) {
		const chain = makeChain({ network });
		it(`of ${fork} is accepted whole, and as finality and optimistic update`, async () => {
			for (const kind of ["update", "finality", "optimistic"] as const)
				await validate(chain, kind, chain.update(kind, 41));
			validateBootstrap(
				network,
				chain.block(16).root,
				decodeBootstrap(network, chain.bootstrap(16)),
			);
		});
		it(`of ${fork} is refused after any damage to its branches`, async () => {
			const codes: { readonly [field: string]: string } = {
				finality_branch: "finality-branch",
				next_sync_committee_branch: "committee-branch",
			};
			for (const [field, code] of Object.entries(codes)) {
				const length = (
					chain.update("update", 41).json[field] as readonly Json[]
				).length;
				for (let i = 0; i < length; i++) {
					const damaged = changed(chain, "update", 41, (json) => {
						const branch = json[field] as Json[];
						branch[i] = node(i + 1);
					});
					await expect(validate(chain, "update", damaged)).rejects.toThrow(
						code,
					);
				}
			}
		});
		if (fork !== "altair" && fork !== "bellatrix")
			it(`of ${fork} is refused with another execution header`, async () => {
				for (const header of ["attested_header", "finalized_header"]) {
					const damaged = changed(chain, "update", 41, (json) => {
						const own = json[header] as Tree;
						if (fork === "gloas") own.execution_block_hash = node(1);
						else
							own.execution = {
								...(own.execution as Tree),
								state_root: node(1),
							};
					});
					await expect(validate(chain, "update", damaged)).rejects.toThrow(
						"execution-branch",
					);
				}
			});
	}
});

describe("the checks refuse", () => {
	const chain = makeChain();

	it("too few signers: two thirds less one", async () => {
		const least = 22; // of 32
		await validate(
			chain,
			"update",
			chain.update("update", 41, { signers: least }),
		);
		await expect(
			validate(
				chain,
				"update",
				chain.update("update", 41, { signers: least - 1 }),
			),
		).rejects.toThrow("too-few-signers");
	});

	it("one signer after any silence", async () => {
		const update = chain.update("update", 41, { signers: 1 });
		await validate(chain, "update", update, { leastSigners: 1 });
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"too-few-signers",
		);
	});

	it("a signature slot that has not come", async () => {
		const update = chain.update("update", 41);
		await validate(chain, "update", update, { currentSlot: 42 });
		await expect(
			validate(chain, "update", update, { currentSlot: 41 }),
		).rejects.toThrow("future-header");
	});

	it("a signature that is not later than what it signs", async () => {
		const update = chain.update("update", 41, { signatureSlot: 41 });
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"update-order",
		);
	});

	it("a finalized header that is later than the attested one", async () => {
		const update = chain.update("update", 41, { finalizedSlot: 48 });
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"update-order",
		);
	});

	it("a committee of another period", async () => {
		const update = chain.update("update", 41);
		await expect(
			validate(chain, "update", update, { period: 1 }),
		).rejects.toThrow("wrong-period");
	});

	it("a replayed old committee's signature", async () => {
		const old = makeChain({ committeeSalt: "old" });
		await expect(
			validate(chain, "optimistic", old.update("optimistic", 41)),
		).rejects.toThrow("committee-signature");
	});

	it("a finality branch against the wrong fork's index", async () => {
		// Deneb in force where the update was made under Electra: 105 instead of 169.
		const [, deneb] = forkNetworks[3] ?? forkNetworks[0] ?? [];
		const network = { ...(deneb ?? madeNetwork), forks: deneb?.forks ?? [] };
		const update = chain.update("update", 41);
		await expect(
			validate(chain, "update", update, { network }),
		).rejects.toThrow(/finality-branch|bad-ssz|unknown-fork/);
		// and the other way round: an Electra container with six nodes and a zero in front
		const old = makeChain({ network });
		const json = structuredClone(old.update("update", 41).json) as Tree;
		for (const field of ["finality_branch", "next_sync_committee_branch"])
			json[field] = [node(0), ...(json[field] as Json[])];
		await expect(
			validate(old, "update", chain.encode("update", 41, json), {
				network: chain.network,
			}),
		).rejects.toThrow("finality-branch");
	});

	it("a finalized header without a branch", async () => {
		const update = changed(chain, "update", 41, (json) => {
			json.finality_branch = new Array<Json>(7).fill(node(0));
		});
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"update-shape",
		);
	});

	it("a finalized header of genesis that is not empty", async () => {
		const update = changed(chain, "update", 14, (json) => {
			json.finalized_header = chain.block(0).header;
		});
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"update-shape",
		);
		// while an empty one is the genesis that is final from the start
		await validate(chain, "update", chain.update("update", 14));
	});

	it("a next committee without a branch", async () => {
		const update = changed(chain, "update", 41, (json) => {
			json.next_sync_committee_branch = new Array<Json>(6).fill(node(0));
		});
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"update-shape",
		);
	});

	it("a next committee with a key swapped", async () => {
		const update = changed(chain, "update", 41, (json) => {
			const committee = json.next_sync_committee as Tree;
			const keys = committee.pubkeys as Json[];
			[keys[0], keys[1]] = [keys[1] ?? null, keys[0] ?? null];
		});
		await expect(validate(chain, "update", update)).rejects.toThrow(
			"committee-branch",
		);
	});

	it("a signature for another header, other bits, another network", async () => {
		for (const change of [
			(json: Tree) => {
				json.sync_aggregate = chain.update("update", 42).json
					.sync_aggregate as Json;
			},
			(json: Tree) => {
				(json.sync_aggregate as Tree).sync_committee_bits = "0xfeffffff";
			},
			(json: Tree) => {
				const aggregate = json.sync_aggregate as Tree;
				aggregate.sync_committee_signature = `0xc0${"00".repeat(95)}`;
			},
		])
			await expect(
				validate(chain, "update", changed(chain, "update", 41, change)),
			).rejects.toThrow("committee-signature");
		const network = {
			...chain.network,
			genesisValidatorsRoot: node(7),
		};
		await expect(
			validate(chain, "update", chain.update("update", 41), { network }),
		).rejects.toThrow("committee-signature");
	});

	it("a header changed in any field", async () => {
		for (const field of [
			"proposer_index",
			"parent_root",
			"state_root",
			"body_root",
		]) {
			const update = changed(chain, "optimistic", 41, (json) => {
				const beacon = (json.attested_header as Tree).beacon as Tree;
				beacon[field] = field === "proposer_index" ? "8" : node(5);
			});
			await expect(validate(chain, "optimistic", update)).rejects.toThrow(
				/committee-signature|execution-branch/,
			);
		}
	});

	it("bytes that are cut, longer, or of another kind", async () => {
		const { fork, ssz } = chain.update("update", 41);
		for (const bytes of [
			ssz.slice(0, -1),
			ssz.slice(1),
			new Uint8Array(0),
			Uint8Array.of(...ssz, 0),
		])
			await expect(
				(async () => validate(chain, "update", { fork, ssz: bytes }))(),
			).rejects.toThrow(/bad-ssz|too-few-signers|branch|update/);
		expect(() =>
			decodeUpdate(chain.network, "finality", { fork, ssz }),
		).toThrow("bad-ssz");
	});

	it("a slot beyond any clock", () => {
		const update = changed(chain, "optimistic", 41, (json) => {
			json.signature_slot = "18446744073709551615";
		});
		expect(() => decodeUpdate(chain.network, "optimistic", update)).toThrow(
			"bad-ssz",
		);
	});

	it("a container older than the slot of its header", async () => {
		// A Deneb header in Capella's container, as an endpoint might serve it that never upgraded.
		const [, deneb] = forkNetworks[3] ?? [];
		const own = makeChain({ network: deneb ?? madeNetwork });
		const json = own.update("optimistic", 41).json;
		const type = typesOf(own.network, "capella").optimistic;
		const encoded = {
			fork: "capella" as const,
			ssz: jsonToSsz(type, json, ""),
		};
		await expect(validate(own, "optimistic", encoded)).rejects.toThrow(
			"update-shape",
		);
	});
});

// The forks one after the other, an epoch of eight slots each; the fork changes within the first period.
const crossing: L1Network = {
	...madeNetwork,
	forks: (
		["altair", "bellatrix", "capella", "deneb", "electra", "fulu"] as const
	).map((name, i) => ({
		name,
		version: `0x0${i}000001`,
		epoch: i === 0 ? 0 : i + 1,
	})),
};

describe("across forks", () => {
	const chain = makeChain({
		network: crossing,
		finalizedAt: (slot) => Math.max(0, Math.floor(slot / 8) - 1) * 8,
	});

	it("signs with the fork of the slot before the signature's", async () => {
		// attested in the last slot of Deneb, signed in the first of Electra: still Deneb's version
		await validate(chain, "optimistic", chain.update("optimistic", 39));
		// signed one slot later: Electra's version, Deneb's container
		await validate(
			chain,
			"optimistic",
			chain.update("optimistic", 39, { signatureSlot: 41 }),
		);
	});

	it("takes a finalized header of an earlier fork in a later container", async () => {
		// attested in Deneb (32..39), finalized in Capella (24): blob fields are zero
		const update = changed(chain, "finality", 33, (json) => {
			const header = json.finalized_header as Tree;
			expect((header.execution as Tree).block_number).toBe("24");
		});
		await validate(chain, "finality", update);
		const withBlobs = changed(chain, "finality", 33, (json) => {
			const execution = (json.finalized_header as Tree).execution as Tree;
			execution.blob_gas_used = "1";
		});
		await expect(validate(chain, "finality", withBlobs)).rejects.toThrow(
			"update-shape",
		);
	});

	it("takes a header before Capella only with an empty execution part", async () => {
		// attested in Capella (24..31), finalized in Bellatrix (16)
		await validate(chain, "finality", chain.update("finality", 25));
		const bad = changed(chain, "finality", 25, (json) => {
			const header = json.finalized_header as Tree;
			header.execution = { ...(header.execution as Tree), block_number: "1" };
		});
		await expect(validate(chain, "finality", bad)).rejects.toThrow(
			"update-shape",
		);
	});

	it("takes an earlier fork's header in the Gloas form, with zeros in front of its branch", async () => {
		const gloasNetwork: L1Network = {
			...crossing,
			forks: [
				...crossing.forks,
				{ name: "gloas", version: "0x07000001", epoch: 9 },
			],
		};
		for (const slot of [25, 33, 41]) {
			const own = chain.block(slot).header as Tree;
			const type = executionPayloadHeader[slot < 32 ? "capella" : "deneb"];
			const execution = {
				type,
				bytes: jsonToSsz(type, own.execution, "execution"),
			};
			const nodes = [
				...fieldBranch(execution, "block_hash").map(toHex),
				...(own.execution_branch as Hex[]),
			];
			const zeros = new Array<Hex>(11 - nodes.length).fill(node(0));
			const header = (branch: readonly Hex[]) => ({
				fork: "gloas" as const,
				ssz: jsonToSsz(
					typesOf(gloasNetwork, "gloas").header,
					{
						beacon: own.beacon,
						execution_block_hash: (own.execution as Tree).block_hash,
						execution_branch: branch,
					},
					"",
				),
			});
			const check = (branch: readonly Hex[]) => {
				const encoded = header(branch);
				checkHeader(gloasNetwork, "gloas", decodeHeader(gloasNetwork, encoded));
			};
			check([...zeros, ...nodes]);
			expect(() => check([...zeros.slice(1), node(1), ...nodes])).toThrow(
				"execution-branch",
			);
			expect(() => check([...zeros, ...nodes.slice(1), node(1)])).toThrow(
				"execution-branch",
			);
		}
	});
});

describe("conclusions", () => {
	const chain = makeChain();
	const checkpoint = acceptCheckpoint(chain.network, chain.block(16).root);
	const { committee, head } = checkBootstrap(checkpoint, chain.bootstrap(16));
	const asking = { kernel, currentSlot: null };

	it("of a bootstrap are its committee and its header, final", () => {
		expect(committee.value.period).toBe(0);
		expect(head.value).toMatchObject({
			slot: 16,
			finality: "final",
			signed: 0,
			of: 0,
			root: chain.block(16).root,
		});
		expect(head.value.execution.payload?.blockNumber).toBe(16);
	});

	it("refuse a bootstrap of another root", () => {
		expect(() => checkBootstrap(checkpoint, chain.bootstrap(24))).toThrow(
			"bootstrap-root",
		);
		const other = makeChain({ salt: "two" });
		expect(() => checkBootstrap(checkpoint, other.bootstrap(16))).toThrow(
			"bootstrap-root",
		);
	});

	it("refuse a bootstrap with another committee", () => {
		const json = {
			...(sszToJson({
				type: typesOf(chain.network, "electra").bootstrap,
				bytes: chain.bootstrap(16).ssz,
			}) as Tree),
			current_sync_committee: madeCommittee(chain.network, "two", 0)
				.json as unknown as Json,
		};
		expect(() =>
			checkBootstrap(checkpoint, chain.encode("bootstrap", 16, json)),
		).toThrow("committee-branch");
	});

	it("of an update are two heads and the next committee, from one signature check", async () => {
		let asked = 0;
		const counting = {
			...kernel,
			verifySyncAggregate: (
				question: Parameters<typeof kernel.verifySyncAggregate>[0],
			) => {
				asked += 1;
				return kernel.verifySyncAggregate(question);
			},
		};
		const checked = await checkUpdate(
			committee,
			"update",
			chain.update("update", 41),
			{ kernel: counting, currentSlot: null },
		);
		expect(asked).toBe(1);
		expect(checked.attested?.value).toMatchObject({
			slot: 41,
			finality: "optimistic",
			signed: 32,
			of: 32,
		});
		expect(checked.finalized?.value).toMatchObject({
			slot: 24,
			finality: "final",
			root: chain.block(24).root,
		});
		expect(checked.nextCommittee?.value.period).toBe(1);
	});

	it("hold no next committee from an update that finalizes none of its period", async () => {
		// attested at 64 + 9: finalized is 56, of the period before
		const checked = await checkUpdate(
			(
				await checkUpdate(
					committee,
					"update",
					chain.update("update", 41),
					asking,
				)
			).nextCommittee ?? committee,
			"update",
			chain.update("update", 73),
			asking,
		);
		expect(checked.finalized?.value.slot).toBe(56);
		expect(checked.nextCommittee).toBe(null);
	});

	it("are refused when asked for what the update does not hold", async () => {
		const optimistic = chain.update("optimistic", 41);
		await expect(
			checkHead(committee, "optimistic", "finalized", optimistic, asking),
		).rejects.toThrow("evidence-step");
		const changedUpdate = changed(chain, "update", 41, (json) => {
			const type = typesOf(chain.network, "electra").committee;
			json.next_sync_committee = sszToJson({ type, bytes: defaultOf(type) });
			json.next_sync_committee_branch = new Array<Json>(6).fill(node(0));
		});
		await expect(
			checkNextCommittee(committee, changedUpdate, asking),
		).rejects.toThrow("evidence-step");
	});

	it("anchor only at a final head", async () => {
		const { attested, finalized } = await checkUpdate(
			committee,
			"finality",
			chain.update("finality", 41),
			asking,
		);
		if (attested === null || finalized === null) throw new Error("no heads");
		expect(anchorAt(finalized).value.root).toBe(chain.block(24).root);
		expect(() => anchorAt(attested)).toThrow(RangeError);
	});

	it("refuse a header before Capella, which names no execution block", () => {
		const [, network = madeNetwork] = forkNetworks[0] ?? [];
		const old = makeChain({ network });
		const at = acceptCheckpoint(network, old.block(16).root);
		expect(() => checkBootstrap(at, old.bootstrap(16))).toThrow("unknown-fork");
	});

	it("give a Gloas header's block hash alone", () => {
		const [, network = madeNetwork] = forkNetworks[6] ?? [];
		const gloas = makeChain({ network });
		const at = acceptCheckpoint(network, gloas.block(16).root);
		const { head: own } = checkBootstrap(at, gloas.bootstrap(16));
		expect(own.value.execution.payload).toBe(null);
		expect(own.value.execution.blockHash).toBe(
			(gloas.block(16).header as Tree).execution_block_hash,
		);
	});

	it("refuse another header for the checkpoint", () => {
		const header = chain.encode("header", 24, chain.block(24).header);
		expect(() => checkCheckpointHeader(checkpoint, header)).toThrow(
			"bootstrap-root",
		);
		expect(() => acceptCheckpoint(chain.network, "0x12" as Hex)).toThrow(
			RangeError,
		);
		expect(toHex(new Uint8Array(1))).toBe("0x00");
	});
});
