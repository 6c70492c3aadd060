// The screens of what happened and what is allowed, by the name of each.

import { Allowances } from "./allowances.tsx";

export const aboutActivity: readonly string[] = ["allowances"];

export const ActivityScreen = () => <Allowances />;
