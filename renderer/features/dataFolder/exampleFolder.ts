/** A path as the system of the core writes it: the page may be looked at from anywhere. */
export function exampleFolder(platform: string): string {
  if (platform === 'win32') return 'D:\\Trax';
  return platform === 'darwin' ? '/Volumes/Disk/Trax' : '/media/disk/trax';
}
