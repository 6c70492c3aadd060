import {
	BitListType,
	BitVectorType,
	BooleanType,
	ByteListType,
	ByteVectorType,
	type CompositeType,
	ContainerType,
	ListBasicType,
	ListCompositeType,
	UintBigintType,
	VectorBasicType,
	VectorCompositeType,
} from "@chainsafe/ssz";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import {
	bitList,
	bits,
	byteList,
	bytes,
	checkSsz,
	container,
	defaultOf,
	fixedSize,
	hashTreeRoot,
	jsonToSsz,
	list,
	merkleize,
	type SszType,
	sszAt,
	sszParts,
	sszToJson,
	uint64,
	uint256,
	vector,
} from "../../src/base/ssz.ts";

// --- any type and a value of it in JSON

const hexOf = (least: number, most: number) =>
	fc
		.uint8Array({ minLength: least, maxLength: most })
		.map((own): Json => toHex(own));

const bitsJson = (length: number, marked: boolean): fc.Arbitrary<Json> =>
	fc
		.array(fc.boolean(), { minLength: length, maxLength: length })
		.map((set) => {
			const all = marked ? [...set, true] : set;
			const own = new Uint8Array(Math.ceil(all.length / 8));
			for (const [i, bit] of all.entries())
				if (bit) own[i >> 3] = (own[i >> 3] ?? 0) | (1 << (i & 7));
			return toHex(own);
		});

type Typed = { readonly type: SszType; readonly json: Json };

const leaf: fc.Arbitrary<SszType> = fc.oneof(
	fc
		.constantFrom<(1 | 2 | 4 | 8 | 16 | 32)[]>(1, 2, 4, 8, 16, 32)
		.map((size): SszType => ({ kind: "uint", bytes: size })),
	fc.constant<SszType>({ kind: "boolean" }),
	fc.integer({ min: 1, max: 70 }).map(bytes),
	fc.integer({ min: 1, max: 70 }).map(byteList),
	fc.integer({ min: 1, max: 40 }).map(bits),
	fc.integer({ min: 1, max: 40 }).map(bitList),
);

const anyType: fc.Arbitrary<SszType> = fc.letrec<{ type: SszType }>((tie) => ({
	type: fc.oneof(
		{ depthSize: "small", maxDepth: 3 },
		leaf,
		fc
			.tuple(tie("type"), fc.integer({ min: 1, max: 5 }))
			.map(([item, length]) => vector(item, length)),
		fc
			.tuple(tie("type"), fc.integer({ min: 1, max: 9 }))
			.map(([item, limit]) => list(item, limit)),
		fc
			.array(tie("type"), { minLength: 1, maxLength: 5 })
			.map((types) =>
				container(...types.map((type, i) => [`f${i}`, type] as const)),
			),
	),
})).type;

const jsonOf = (type: SszType): fc.Arbitrary<Json> => {
	switch (type.kind) {
		case "uint":
			return fc.bigInt(0n, 2n ** BigInt(8 * type.bytes) - 1n).map(String);
		case "boolean":
			return fc.boolean();
		case "bytes":
			return hexOf(type.length, type.length);
		case "byteList":
			return hexOf(0, type.limit);
		case "bits":
			return bitsJson(type.length, false);
		case "bitList":
			return fc
				.integer({ min: 0, max: type.limit })
				.chain((length) => bitsJson(length, true));
		case "vector":
			return fc.array(jsonOf(type.item), {
				minLength: type.length,
				maxLength: type.length,
			});
		case "list":
			return fc.array(jsonOf(type.item), { maxLength: type.limit });
		case "container":
			return fc
				.tuple(...type.fields.map(([, field]) => jsonOf(field)))
				.map((parts) =>
					Object.fromEntries(
						type.fields.map(([name], i) => [name, parts[i] ?? null]),
					),
				);
	}
};

const typed: fc.Arbitrary<Typed> = anyType.chain((type) =>
	jsonOf(type).map((json) => ({ type, json })),
);

// --- the same type in another implementation

type Other = {
	readonly fromJson: (json: unknown) => unknown;
	readonly serialize: (value: never) => Uint8Array;
	readonly hashTreeRoot: (value: never) => Uint8Array;
};

// biome-ignore lint/suspicious/noExplicitAny: its types cannot be built dynamically otherwise
type Loose = CompositeType<any, any, any>;

const otherOf = (type: SszType): Loose => {
	const isBasic = (item: SszType) =>
		item.kind === "uint" || item.kind === "boolean";
	const basic = (item: SszType) =>
		item.kind === "uint" ? new UintBigintType(item.bytes) : new BooleanType();
	switch (type.kind) {
		case "uint":
		case "boolean":
			return basic(type) as unknown as Loose;
		case "bytes":
			return new ByteVectorType(type.length) as unknown as Loose;
		case "byteList":
			return new ByteListType(type.limit) as unknown as Loose;
		case "bits":
			return new BitVectorType(type.length) as unknown as Loose;
		case "bitList":
			return new BitListType(type.limit) as unknown as Loose;
		case "vector":
			return (isBasic(type.item)
				? new VectorBasicType(basic(type.item) as UintBigintType, type.length)
				: new VectorCompositeType(
						otherOf(type.item),
						type.length,
					)) as unknown as Loose;
		case "list":
			return (isBasic(type.item)
				? new ListBasicType(basic(type.item) as UintBigintType, type.limit)
				: new ListCompositeType(
						otherOf(type.item),
						type.limit,
					)) as unknown as Loose;
		case "container":
			return new ContainerType(
				Object.fromEntries(
					type.fields.map(([name, field]) => [name, otherOf(field)]),
				),
			) as unknown as Loose;
	}
};

describe("SSZ of any type", () => {
	it("encodes, decodes and roots like another implementation", () => {
		fc.assert(
			fc.property(typed, ({ type, json }) => {
				const own = jsonToSsz(type, json, "");
				const other: Other = otherOf(type);
				const value = other.fromJson(json) as never;
				expect(toHex(own)).toBe(toHex(other.serialize(value)));
				expect(toHex(hashTreeRoot({ type, bytes: own }))).toBe(
					toHex(other.hashTreeRoot(value)),
				);
				expect(sszToJson({ type, bytes: own })).toEqual(json);
			}),
			{ numRuns: 400 },
		);
	});

	it("encodes again to the same bytes whatever it does not refuse", () => {
		fc.assert(
			fc.property(anyType, fc.uint8Array({ maxLength: 200 }), (type, noise) => {
				let json: Json;
				try {
					json = sszToJson({ type, bytes: noise });
				} catch (thrown) {
					expect(thrown).toMatchObject({ code: "bad-ssz" });
					return;
				}
				expect(toHex(jsonToSsz(type, json, ""))).toBe(toHex(noise));
			}),
			{ numRuns: 1500 },
		);
	});

	it("refuses valid bytes with a byte more or less, where the size is fixed", () => {
		fc.assert(
			fc.property(typed, ({ type, json }) => {
				if (fixedSize(type) === null) return;
				const own = jsonToSsz(type, json, "");
				for (const wrong of [own.slice(0, -1), Uint8Array.of(...own, 0)])
					expect(() => checkSsz({ type, bytes: wrong })).toThrow("bad-ssz");
			}),
		);
	});

	it("gives the default of a type the value that is all zeros and empty", () => {
		fc.assert(
			fc.property(anyType, (type) => {
				const own = defaultOf(type);
				const other: Other & { readonly defaultValue: () => unknown } =
					otherOf(type);
				expect(toHex(own)).toBe(
					toHex(other.serialize(other.defaultValue() as never)),
				);
			}),
		);
	});
});

describe("SSZ refuses", () => {
	const type = container(["a", uint64], ["b", byteList(8)], ["c", byteList(8)]);

	it("reads what it should", () => {
		const own = jsonToSsz(type, { a: "1", b: "0xaabb", c: "0xcc" }, "");
		expect(toHex(own)).toBe("0x01000000000000001000000012000000aabbcc");
		expect(toHex(sszAt({ type, bytes: own }, "b").bytes)).toBe("0xaabb");
	});

	const refuse = (hex: `0x${string}`) =>
		expect(() => checkSsz({ type, bytes: fromHex(hex) })).toThrow("bad-ssz");

	it("a first offset that leaves a gap", () =>
		refuse("0x0100000000000000110000001300000000aabbcc"));
	it("offsets that go back", () =>
		refuse("0x0100000000000000100000000f000000aabbcc"));
	it("an offset beyond the end", () =>
		refuse("0x0100000000000000100000001400000000"));
	it("a list longer than its limit", () =>
		refuse("0x01000000000000001000000019000000aabbccddeeff001122"));
	it("bytes too few for the fixed part", () => refuse("0x0100"));

	it("a boolean that is neither 0 nor 1", () =>
		expect(() =>
			checkSsz({ type: { kind: "boolean" }, bytes: Uint8Array.of(2) }),
		).toThrow("bad-ssz"));
	it("bits beyond the end of a bit vector", () =>
		expect(() => checkSsz({ type: bits(4), bytes: Uint8Array.of(16) })).toThrow(
			"bad-ssz",
		));
	it("a bit list without its end mark", () =>
		expect(() =>
			checkSsz({ type: bitList(4), bytes: Uint8Array.of(0) }),
		).toThrow("bad-ssz"));
	it("a bit list longer than its limit", () =>
		expect(() =>
			checkSsz({ type: bitList(4), bytes: Uint8Array.of(32) }),
		).toThrow("bad-ssz"));
	it("a list of variable items whose first offset is zero", () =>
		expect(() =>
			checkSsz({ type: list(byteList(4), 4), bytes: new Uint8Array(4) }),
		).toThrow("bad-ssz"));
	it("a list that claims more items than it may have", () =>
		expect(() =>
			checkSsz({ type: list(uint64, 2), bytes: new Uint8Array(24) }),
		).toThrow("bad-ssz"));

	it("JSON with a missing field, a wrong length, a number too large", () => {
		const json = { a: "1", b: "0x", c: "0x" };
		expect(() => jsonToSsz(type, { ...json, a: undefined }, "")).toThrow(
			"bad-field",
		);
		expect(() => jsonToSsz(type, { ...json, a: 1 }, "")).toThrow("bad-field");
		expect(() =>
			jsonToSsz(type, { ...json, a: "18446744073709551616" }, ""),
		).toThrow("bad-field");
		expect(() =>
			jsonToSsz(type, { ...json, b: `0x${"00".repeat(9)}` }, ""),
		).toThrow("bad-field");
		expect(() => jsonToSsz(type, { ...json, b: "0xa" }, "")).toThrow(
			"bad-field",
		);
		expect(() => jsonToSsz(uint256, "-1", "n")).toThrow('"n"');
		expect(() => jsonToSsz(vector(uint64, 2), ["1"], "v")).toThrow("bad-field");
	});

	it("a path the type does not have", () => {
		expect(() => sszAt({ type, bytes: defaultOf(type) }, "nowhere")).toThrow(
			RangeError,
		);
		expect(() => sszParts({ type: uint64, bytes: new Uint8Array(8) })).toThrow(
			RangeError,
		);
	});
});

describe("merkleization", () => {
	it("fills up to a limit of 2^40 without building it", () => {
		const one = merkleize([new Uint8Array(32).fill(1)], 2 ** 40);
		expect(toHex(one)).not.toBe(toHex(merkleize([], 2 ** 40)));
	});
});
