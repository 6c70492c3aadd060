import { expect, it } from "vitest";
import {
	containerLayout,
	generalizedIndexIn,
	progressiveLayout,
} from "../../src/base/ssz-path.ts";
import {
	blockHashIndices,
	executionPayloadIndex,
	stateIndices,
} from "../../src/l1/layouts.ts";

const inner = containerLayout(["left", "right"], {});
const names = Array.from({ length: 22 }, (_, i) => `field${i}`);

it("counts a container's fields from the next power of two", () => {
	const indexOf = generalizedIndexIn(
		containerLayout(["a", "b", "c"], { c: inner }),
	);
	expect(indexOf(["a"])).toBe(4);
	expect(indexOf(["c"])).toBe(6);
	expect(indexOf(["c", "right"])).toBe(13);
	expect(generalizedIndexIn(containerLayout(["only"], {}))(["only"])).toBe(1);
});

it("leaves a field of a progressive container where it is, whatever is added behind it", () => {
	const few = names.slice(0, 6);
	// one leaf, then a subtree of 4, then one of 16, then one of 64
	const places = [4, 40, 41, 42, 43, 352];
	for (const all of [few, names]) {
		const indexOf = generalizedIndexIn(progressiveLayout(all, {}));
		expect(few.map((name) => indexOf([name]))).toEqual(places);
	}
	expect(generalizedIndexIn(progressiveLayout(names, {}))(["field21"])).toBe(
		2944,
	);
});

it("gives the indices that the consensus specs name", () => {
	expect(stateIndices).toEqual({
		altair: {
			finalizedRoot: 105,
			currentSyncCommittee: 54,
			nextSyncCommittee: 55,
		},
		capella: {
			finalizedRoot: 105,
			currentSyncCommittee: 54,
			nextSyncCommittee: 55,
		},
		electra: {
			finalizedRoot: 169,
			currentSyncCommittee: 86,
			nextSyncCommittee: 87,
		},
		gloas: {
			finalizedRoot: 735,
			currentSyncCommittee: 2945,
			nextSyncCommittee: 2946,
		},
	});
	expect(executionPayloadIndex).toBe(25);
	expect(blockHashIndices).toEqual({ capella: 412, deneb: 812, gloas: 2856 });
});

it("refuses a name that the container does not have", () => {
	const indexOf = generalizedIndexIn(containerLayout(["a", "b"], { a: inner }));
	// @ts-expect-error no such field
	expect(() => indexOf(["c"])).toThrow(RangeError);
	// @ts-expect-error nothing is known inside of it
	expect(() => indexOf(["b", "left"])).toThrow(RangeError);
	// @ts-expect-error a field of the other
	expect(() => indexOf(["left"])).toThrow(RangeError);
	// @ts-expect-error what is inside has to be a field's
	containerLayout(["a"], { b: inner });
});
