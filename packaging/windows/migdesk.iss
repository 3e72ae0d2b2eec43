; Inno Setup 6: a setup program for one person, without administrator rights.
;
;     python packaging/windows_setup.py          (after `py dev.py bundle`; needs Inno Setup's ISCC)
;     migdesk-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
;     "%LOCALAPPDATA%\Programs\migdesk\unins000.exe" /VERYSILENT
;
; It installs program files and nothing else. The record is in another folder (%LOCALAPPDATA%\migdesk), which neither
; an upgrade nor a removal touches: there is no [UninstallDelete] here, and a test sees to it that there is none.

#ifndef Version
  #error Version is missing: use packaging/windows_setup.py
#endif
#ifndef Bundle
  #error Bundle is missing: use packaging/windows_setup.py
#endif

[Setup]
AppId={{6E2E3F0C-6D69-4F64-8C1B-6D6967646573}
AppName=migdesk
AppVersion={#Version}
AppVerName=migdesk {#Version}
AppPublisher=migdesk contributors
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\migdesk
DisableDirPage=auto
DisableProgramGroupPage=yes
DisableReadyPage=yes
DefaultGroupName=migdesk
UninstallDisplayIcon={app}\migdesk.exe
UninstallDisplayName=migdesk
LicenseFile={#Root}\LICENSE
SetupIconFile={#Icon}
OutputBaseFilename=migdesk-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
WizardStyle=modern
CloseApplications=yes
RestartApplications=no
ChangesAssociations=no

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Libraries of the version before that this one does not have. Only the program's own folder of libraries.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\migdesk"; Filename: "{app}\migdesk.exe"; Comment: "Migration guide and checklist"
Name: "{userdesktop}\migdesk"; Filename: "{app}\migdesk.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "Put migdesk on the desktop"; Flags: unchecked

[Run]
Filename: "{app}\migdesk.exe"; Description: "Start migdesk"; Flags: nowait postinstall skipifsilent
