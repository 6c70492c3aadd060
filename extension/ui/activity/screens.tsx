// The screens of what is held and what is allowed, by the name of each.

import { Allowances } from "./allowances.tsx";
import { Collectibles } from "./collectibles.tsx";
import { CurrencyScreen } from "./currency.tsx";

export const aboutActivity: readonly string[] = [
	"allowances",
	"currency",
	"collectibles",
];

export const ActivityScreen = ({ name }: { readonly name: string }) =>
	name === "currency" ? (
		<CurrencyScreen />
	) : name === "collectibles" ? (
		<Collectibles />
	) : (
		<Allowances />
	);
