// A look at the profile of a chain that is only watched, beyond what its decoder asks: contracts twice, places that cannot be
// meant, limits for signs that nothing shows.

import {
	type Finding,
	reviewHashes,
	reviewName,
	twice,
} from "../../review-parts.ts";
import type { WatchedProfile } from "./profile.ts";

/** Of which sign a place is, where silence can be judged by it. */
const signOf: {
	readonly [is in WatchedProfile["places"][number]["is"]]?: "batch" | "root";
} = {
	batchCount: "batch",
	lastBatchS: "batch",
	rootCount: "root",
	lastRootS: "root",
};

const reviewPlaces = (
	{ places, contracts, batcher, watch }: WatchedProfile,
	path: string,
): readonly Finding[] => {
	const same = twice(
		places,
		`${path}.places`,
		({ contract, slot, bits }) =>
			`${contract} ${slot} from bit ${bits?.from ?? 0}, ${bits?.count ?? 256} bits,`,
	);
	const unread = contracts.flatMap(({ name }, i) =>
		places.some(({ contract }) => contract === name) || places.length === 0
			? []
			: [
					{
						field: `${path}.contracts[${i}]`,
						why: "a contract of which no place is read",
					},
				],
	);
	const halves = (["queueLength", "queueTaken"] as const).flatMap((half, i) => {
		const other = i === 0 ? "queueTaken" : "queueLength";
		const has = (meaning: string) => places.some(({ is }) => is === meaning);
		return has(half) && !has(other)
			? [{ field: `${path}.places`, why: `"${half}" without "${other}"` }]
			: [];
	});
	const shown = new Set<string>([
		...(batcher === undefined ? [] : ["batch"]),
		...places.flatMap(({ is }) => signOf[is] ?? []),
	]);
	const limits = (["batch", "root"] as const).flatMap((mark) =>
		watch?.[mark] !== undefined && !shown.has(mark)
			? [
					{
						field: `${path}.watch.${mark}`,
						why: "limits for a sign that no place shows",
					},
				]
			: [],
	);
	return [...same, ...unread, ...halves, ...limits];
};

/** What is wrong with a chain that is only watched. @throws nothing */
export const reviewWatched = (
	profile: WatchedProfile,
	path: string,
): readonly Finding[] => {
	const { contracts, upgrade } = profile;
	return [
		...reviewName(profile.name, path),
		...reviewHashes(profile, path),
		...twice(
			contracts,
			`${path}.contracts`,
			({ address }) => `contract ${address}`,
		),
		...contracts.flatMap(({ address, behind }, i) =>
			behind?.implementation === address
				? [
						{
							field: `${path}.contracts[${i}].behind.implementation`,
							why: "the proxy itself",
						},
					]
				: [],
		),
		...reviewPlaces(profile, path),
		...(upgrade === undefined
			? []
			: [
					...(contracts.some(({ behind }) => behind !== undefined)
						? []
						: [
								{
									field: `${path}.upgrade`,
									why: "an admin, and no contract behind a proxy",
								},
							]),
					...twice(
						upgrade.timelock?.operations ?? [],
						`${path}.upgrade.timelock.operations`,
						({ id }) => `operation ${id}`,
					),
				]),
	];
};
