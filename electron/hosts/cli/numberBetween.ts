import { InvalidArgumentError } from 'commander';

/** An argument that is a whole number from `least` to `most`. */
export function numberBetween(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}
