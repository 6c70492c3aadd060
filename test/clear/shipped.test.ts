// The registry's descriptors as they ship: each is read, they are those of its files, and other bytes are refused.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { unpacked } from "../../src/base/lzma.ts";
import { decodeRegistry, openRegistry } from "../../src/clear/registry.ts";
import { registrySize } from "../../src/clear/registry-digest.ts";
import { parseSignature } from "../../src/clear/signature.ts";
import { chosenDescriptors, registryBytes } from "../../tools/registry.ts";
import { folder, isThere } from "./registry-folder.ts";

const packed = readFileSync(
	join(import.meta.dirname, "../../src/clear/registry.lzma"),
);
const plain = unpacked(packed, registrySize);
const shipped = openRegistry(packed);

const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "none";
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

/** The file with other text in it. */
const withText = (change: (whole: unknown[]) => void): Uint8Array => {
	const length = new DataView(plain.buffer).getUint32(0, true);
	const whole = JSON.parse(
		Buffer.from(plain.subarray(4, 4 + length)).toString(),
	);
	change(whole);
	const text = Buffer.from(JSON.stringify(whole));
	const head = Buffer.alloc(4);
	head.writeUInt32LE(text.length);
	return new Uint8Array(
		Buffer.concat([head, text, plain.subarray(4 + length)]),
	);
};

describe("the registry's descriptors that ship", () => {
	it("are each read, with all their functions, for contracts on no chain for tests", () => {
		let functions = 0;
		for (const { owner, deployments, formats, messages, isOwn } of shipped) {
			expect(owner).not.toBe("");
			// its words are somebody else's
			expect(isOwn).toBeUndefined();
			expect(deployments.length).toBeGreaterThan(0);
			for (const { chainId } of deployments)
				expect([1, 10, 130, 324, 8453, 42161, 59144, 534352]).toContain(
					chainId,
				);
			const selectors = Object.keys(formats).map(
				(one) => parseSignature(one).selector,
			);
			expect(new Set(selectors).size).toBe(selectors.length);
			functions += selectors.length + Object.keys(messages ?? {}).length;
		}
		console.log(`${shipped.length} descriptors, ${functions} functions`);
		expect(shipped.length).toBeGreaterThan(150);
		expect(functions).toBeGreaterThan(750);
	});

	it("promise nothing for a permit that names who may take, or an order with code beside it", () => {
		const typesIn = (all: typeof shipped) =>
			all
				.flatMap(({ messages }) => Object.keys(messages ?? {}))
				.filter((type) => /witness|[mM]akerTraits|interactions/.test(type));
		expect(typesIn(shipped)).toEqual([]);
	});

	it("are refused where one is an order to swap, which says what comes back whoever may take the tokens", () => {
		const saying = (type: string) =>
			codeOf(() =>
				decodeRegistry(
					registryBytes([
						{
							owner: "Somebody",
							deployments: [{ chainId: 1, address: `0x${"11".repeat(20)}` }],
							formats: {},
							messages: { [type]: { fields: [] } },
						},
					]),
				),
			);
		expect(saying("Vote(uint256 proposal)")).toBe("none");
		for (const type of [
			"PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,Some witness)",
			"OrderStructure(uint256 salt,address makerAsset)",
			"Order(uint256 salt,address maker,address receiver)",
		])
			expect(saying(type)).toBe("clear-format");
	});

	it("fit in 25,000 bytes", () => {
		expect(packed.length).toBeLessThanOrEqual(25_000);
	});

	it("are refused where one byte is another, or one is missing or too many", () => {
		for (let at = 0; at < packed.length; at += 997) {
			const changed = Uint8Array.from(packed);
			changed[at] = (changed[at] ?? 0) ^ 1;
			expect(codeOf(() => openRegistry(changed))).toBe("clear-format");
		}
		for (const other of [
			packed.subarray(1),
			packed.subarray(0, -1),
			Buffer.concat([packed, Buffer.alloc(1)]),
			new Uint8Array(),
		])
			expect(codeOf(() => openRegistry(other))).toBe("clear-format");
	});

	it("are decoded with bounds, whatever the file says", () => {
		expect(decodeRegistry(withText(() => {}))).toEqual(decodeRegistry(plain));
		const wrong: readonly ((whole: unknown[]) => void)[] = [
			(whole) => whole.pop(),
			(whole) => {
				whole[0] = ["1"];
			},
			(whole) => {
				whole[1] = [];
			},
			(whole) => {
				whole[1] = new Array(2_001).fill([0, []]);
			},
			(whole) => {
				whole[2] = [];
			},
			(whole) => {
				whole[3] = [["Somebody", [1], 99_999, 0, 0]];
			},
			(whole) => {
				whole[3] = [["Some\u202ebody", [1], 0, 0, 0]];
			},
			(whole) => {
				whole[3] = [["Somebody", new Array(257).fill(1), 0, 0, 0]];
			},
			// more addresses than there are
			(whole) => {
				whole[3] = new Array(900).fill(["Somebody", [1], 0, 0, 0]);
			},
		];
		for (const change of wrong)
			expect(codeOf(() => decodeRegistry(withText(change)))).toMatch(
				/^(bad-field|clear-format)$/,
			);
		const tooLong = Uint8Array.from(plain);
		tooLong.fill(255, 0, 4);
		expect(() => decodeRegistry(tooLong)).toThrow();
		expect(() => decodeRegistry(new Uint8Array(2))).toThrow();
	});
});

describe.skipIf(!isThere)("the registry's own files", () => {
	const chosen = isThere ? chosenDescriptors(folder) : [];

	it("give what ships, byte for byte", () => {
		expect(Buffer.compare(registryBytes(chosen), plain)).toBe(0);
	});

	it("say of each contract and function what ships says of it", () => {
		let compared = 0;
		for (const { deployments, owner, formats, messages = {} } of chosen)
			for (const { chainId, address } of deployments) {
				const here = shipped.filter(
					(one) =>
						one.owner === owner &&
						one.deployments.some(
							(place) => place.chainId === chainId && place.address === address,
						),
				);
				for (const [name, { fields }] of [
					...Object.entries(formats),
					...Object.entries(messages),
				]) {
					const found = here.map(
						(one) => (one.formats[name] ?? one.messages?.[name])?.fields,
					);
					expect(found, `${owner} ${name}`).toContainEqual(fields);
					compared++;
				}
			}
		expect(compared).toBeGreaterThan(1_000);
	});
});
