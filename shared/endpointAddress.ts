/** An endpoint's address without the user name and password that it may carry: what it is known by. */
export function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/?#]*@/, '$1').replace(/\/$/, '');
}
