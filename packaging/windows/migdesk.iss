; Inno Setup 6: a setup program for one person without administrator rights, or for everybody with them.
;
;     python packaging/windows_setup.py          (after `py dev.py bundle`; needs Inno Setup's ISCC)
;     migdesk-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/ALLUSERS]
;     "…\migdesk\unins000.exe" /VERYSILENT
;
; It installs program files and nothing else. The record is in another folder (%LOCALAPPDATA%\migdesk), which neither
; an upgrade nor a removal touches: there is no [UninstallDelete] here, and a test sees to it that there is none.
;
; Nothing is deleted before everything new is there: libraries of another version lie in a folder of another name, and
; go last. While migdesk is open nothing is touched at all (AppMutex): silently that ends with exit code 1.

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
AppMutex={#Mutex},Global\{#Mutex}
VersionInfoVersion={#Numbers}
VersionInfoTextVersion={#Version}
VersionInfoProductTextVersion={#Version}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={code:ProgramsFolder}\migdesk
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
ChangesAssociations=yes

[Files]
; The libraries first: until the programs themselves are replaced, those of the version before find theirs.
Source: "{#Bundle}\{#Libraries}\*"; DestDir: "{app}\{#Libraries}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Bundle}\*"; Excludes: "\{#Libraries}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{autoprograms}\migdesk"; Filename: "{app}\migdesk.exe"; Comment: "Migration guide and checklist"
Name: "{autodesktop}\migdesk"; Filename: "{app}\migdesk.exe"; Tasks: desktopicon

[Registry]
; A double click on a package shows what is in it; HKA is one person's or everybody's part, as the setup is.
Root: HKA; Subkey: "Software\Classes\.migdesk"; ValueType: string; ValueData: "migdesk.package"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\migdesk.package"; ValueType: string; ValueData: "migdesk package"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\migdesk.package\DefaultIcon"; ValueType: string; ValueData: "{app}\migdesk.exe,0"
Root: HKA; Subkey: "Software\Classes\migdesk.package\shell\open\command"; ValueType: string; ValueData: """{app}\migdesk.exe"" ""%1"""

[Tasks]
Name: desktopicon; Description: "Put migdesk on the desktop"; Flags: unchecked

[Run]
Filename: "{app}\migdesk.exe"; Description: "Start migdesk"; Flags: nowait postinstall skipifsilent

[Code]
function ProgramsFolder(Param: String): String;
begin
  if IsAdminInstallMode then
    Result := ExpandConstant('{commonpf}')
  else
    Result := ExpandConstant('{localappdata}\Programs');
end;

procedure DeleteOtherVersionsLibraries;
var
  Found: TFindRec;
  Name: String;
begin
  if FindFirst(ExpandConstant('{app}\*'), Found) then
  try
    repeat
      Name := Found.Name;
      if (Found.Attributes and FILE_ATTRIBUTE_DIRECTORY <> 0) and (CompareText(Name, '{#Libraries}') <> 0) and
        ((CompareText(Name, '_internal') = 0) or (CompareText(Copy(Name, 1, 10), 'libraries-') = 0)) then
        DelTree(ExpandConstant('{app}\') + Name, True, True, True);
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if CurStep = ssPostInstall then
    DeleteOtherVersionsLibraries;
end;
