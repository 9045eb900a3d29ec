@echo off
rem Starts the whole system on this machine. Needs a JDK 17 or newer, nothing else. demo --help
rem No parentheses around commands that name a path: that of "Program Files (x86)" would end them.
setlocal
for %%i in ("%~dp0.") do set "root=%%~fi"
set "sources=%root%\launcher\src\main\java"
set "package=%sources%\org\acme\launcher"
set "jar=%root%\launcher\target\launcher.jar"
set "tools="
set "built=false"

rem Options for another program's JVM are not ours. Only Maven gets them back: it may need a proxy.
if defined JAVA_TOOL_OPTIONS set "DEMO_BUILD_JAVA_TOOL_OPTIONS=%JAVA_TOOL_OPTIONS%"
if defined JDK_JAVA_OPTIONS set "DEMO_BUILD_JDK_JAVA_OPTIONS=%JDK_JAVA_OPTIONS%"
if defined _JAVA_OPTIONS set "DEMO_BUILD__JAVA_OPTIONS=%_JAVA_OPTIONS%"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "CLASSPATH="

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "small=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.language=en -Duser.country=US"

set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /i "version"') do set "version=%%~v"
if not defined version goto nojava
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 goto oldjava

rem The launcher's own jar answers if it can; what runs before a build is compiled otherwise.
set "gate=%jar%"
if not exist "%jar%" goto compiled
"%java%" %small% -cp "%jar%" org.acme.launcher.front.Gate "%root%" %* 2>nul
set "code=%errorlevel%"
if not "%code%"=="1" goto decided
:compiled
call :compile
if errorlevel 1 exit /b 2
"%java%" %small% -cp "%tools%" org.acme.launcher.front.Gate "%root%" %*
set "code=%errorlevel%"

:decided
if "%code%"=="0" goto answered
if "%code%"=="75" goto problems
if "%code%"=="77" goto run
if not "%code%"=="76" goto refused
if defined tools goto build
call :compile
if errorlevel 1 exit /b 2
:build
"%java%" %small% -cp "%tools%" org.acme.launcher.build.Build "%root%"
if errorlevel 1 goto refused
set "built=true"

:run
call :clean
"%java%" -Xmx96m %small% "-Ddemo.root=%root%" "-Ddemo.built=%built%" -cp "%jar%;%root%\launcher\target\lib\*" org.acme.launcher.Demo %*
exit /b %errorlevel%

:answered
call :clean
exit /b 0

:problems
call :clean
exit /b 1

:refused
call :clean
exit /b 2

:nojava
echo demo needs a JDK 17 or newer, but "%java%" does not exist. Install a JDK, or set JAVA_HOME. 1>&2
exit /b 2

:oldjava
echo demo needs a JDK 17 or newer, but "%java%" is version %version%. Set JAVA_HOME to a newer JDK. 1>&2
exit /b 2

:compile
set "tools=%TEMP%\demo-%RANDOM%%RANDOM%"
mkdir "%tools%" 2>nul
if errorlevel 1 goto notemp
"%java%" %small% -m jdk.compiler/com.sun.tools.javac.Main -proc:none -nowarn -encoding UTF-8 -d "%tools%" -sourcepath "%sources%" "%package%\front\Gate.java" "%package%\build\Build.java"
if errorlevel 1 goto nocompiler
exit /b 0

:notemp
echo Temporary files cannot be created: set TEMP to a writable folder. 1>&2
exit /b 1

:nocompiler
call :clean
echo demo needs a JDK, but "%java%" cannot compile. Install a complete JDK 17 or newer, and set JAVA_HOME to it. 1>&2
exit /b 1

:clean
if defined tools rmdir /s /q "%tools%" 2>nul
exit /b 0
