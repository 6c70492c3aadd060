// The screens of what happened and what is allowed, by the name of each.

import { Allowances } from "./allowances.tsx";
import { CurrencyScreen } from "./currency.tsx";

export const aboutActivity: readonly string[] = ["allowances", "currency"];

export const ActivityScreen = ({ name }: { readonly name: string }) =>
	name === "currency" ? <CurrencyScreen /> : <Allowances />;
